import CIcal
import Health

/// The dates of a recurrence rule one after the other, by libical.
@safe struct IcalRule: ~Copyable {
    private let iterator: OpaquePointer
    private var last: CivilDate?

    /// Dates end at the rule's UNTIL or at `end`, whichever is earlier.
    init(_ text: String, from start: CivilDate, to end: CivilDate?) throws(CalendarFileError) {
        // With RSCALE a rule is of another calendar than people's here.
        guard !text.uppercased().contains("RSCALE") else {
            throw CalendarFileError(
                .badRule,
                en: "the rule \(text) is not of the Gregorian calendar",
                fr: "la règle \(text) n'est pas du calendrier grégorien"
            )
        }
        var rule = unsafe icalrecurrencetype_from_string(text)
        guard unsafe rule.freq != ICAL_NO_RECURRENCE else {
            throw CalendarFileError(
                .badRule,
                en: "libical cannot read the rule \(text)",
                fr: "libical ne peut pas lire la règle \(text)"
            )
        }
        let isOfDays = unsafe [
            ICAL_DAILY_RECURRENCE, ICAL_WEEKLY_RECURRENCE, ICAL_MONTHLY_RECURRENCE, ICAL_YEARLY_RECURRENCE,
        ]
        .contains(rule.freq)
        let hasTimes = unsafe [rule.by_hour.0, rule.by_minute.0, rule.by_second.0].contains { $0 != Self.unset }
        guard isOfDays, !hasTimes else {
            throw CalendarFileError(
                .badRule,
                en: "the rule \(text) is finer than days",
                fr: "la règle \(text) est plus fine que le jour"
            )
        }
        if let end {
            let bound = unsafe IcalTime.written(end)
            let isOpen = unsafe icaltime_is_null_time(rule.until) != 0
            if unsafe isOpen || icaltime_compare_date_only(bound, rule.until) < 0 { unsafe rule.until = unsafe bound }
        }
        guard let iterator = unsafe icalrecur_iterator_new(rule, IcalTime.written(start)) else {
            throw CalendarFileError(
                .badRule,
                en: "the rule \(text) never happens",
                fr: "la règle \(text) ne se produit jamais"
            )
        }
        unsafe self.iterator = unsafe iterator
    }

    deinit { unsafe icalrecur_iterator_free(iterator) }

    /// The next date; nil at the end, and where libical would go back.
    mutating func next() -> CivilDate? {
        let time = unsafe icalrecur_iterator_next(iterator)
        guard unsafe icaltime_is_null_time(time) == 0,
            let date = unsafe CivilDate(year: Int(time.year), month: Int(time.month), day: Int(time.day)),
            last.map({ $0 < date }) ?? true
        else { return nil }
        last = date
        return date
    }

    /// What libical writes into the first place of an empty list.
    private static let unset = Int16(truncatingIfNeeded: ICAL_RECURRENCE_ARRAY_MAX.rawValue)
}
