package import Health

/// A rule by which a day comes again (RFC 5545, RRULE) as `FREQ=MONTHLY;BYDAY=1MO`, in days: its hours and minutes are others' business.
package struct Recurrence: Hashable, Sendable {
    package let rule: String
    /// The day from which COUNT and INTERVAL count; it is itself one of the dates only when the rule gives it.
    package let start: CivilDate

    /// Most dates that are stepped over or given at once.
    package static let mostDates = 50_000

    /// A rule that is none, that is finer than days, or that never happens is an error.
    package init(_ rule: String, from start: CivilDate) throws(CalendarFileError) {
        guard rule.utf8.count <= 1000, rule.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw CalendarFileError(
                .badRule,
                en: "a rule is at most 1000 printable characters",
                fr: "une règle a au plus 1000 caractères imprimables"
            )
        }
        // libical takes the lower 32 bits of any number.
        for part in rule.uppercased().split(separator: ";") where part.hasPrefix("COUNT=") {
            guard (1...Self.mostDates).contains(Int(part.dropFirst("COUNT=".count)) ?? 0) else {
                throw CalendarFileError(
                    .badRule,
                    en: "COUNT in \(rule) is not 1 to \(Self.mostDates)",
                    fr: "COUNT dans \(rule) ne va pas de 1 à \(Self.mostDates)"
                )
            }
        }
        self.rule = rule
        self.start = start
        var dates = try IcalRule(rule, from: start, to: nil)
        guard dates.next() != nil else {
            throw CalendarFileError(
                .badRule,
                en: "the rule \(rule) never happens",
                fr: "la règle \(rule) ne se produit jamais"
            )
        }
    }

    /// The dates of a range, in order, at most `limit` of them.
    package func dates(in range: ClosedRange<CivilDate>, limit: Int = mostDates) throws(CalendarFileError)
        -> [CivilDate]
    {
        guard range.upperBound >= start, limit > 0 else { return [] }
        var dates: [CivilDate] = []
        var rule = try IcalRule(rule, from: start, to: range.upperBound)
        var steps = 0
        while dates.count < limit, steps < Self.mostDates, let date = rule.next(), date <= range.upperBound {
            steps += 1
            if date >= range.lowerBound { dates.append(date) }
        }
        return dates
    }

    /// The next dates after a day, at most `count` of them, within a number of years (1 to 100).
    package func next(_ count: Int, after day: CivilDate, years: Int = 20) throws(CalendarFileError) -> [CivilDate] {
        let first = max(day.adding(days: 1), start)
        return try dates(in: first...first.adding(days: min(max(years, 1), 100) * 366), limit: count)
    }
}
