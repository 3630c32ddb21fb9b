import CIcal
import Health

/// Reads the lines of VEVENTs, one event after the other, by libical.
@safe struct EventParser: ~Copyable {
    private let parser: OpaquePointer

    init() throws(CalendarFileError) {
        guard let parser = unsafe icalparser_new() else {
            throw CalendarFileError(.noMemory, en: "libical has no memory left", fr: "libical n'a plus de mémoire")
        }
        unsafe self.parser = unsafe parser
    }

    deinit { unsafe icalparser_free(parser) }

    /// The lines that are read; all else is of no matter to a day.
    static let properties: Set<String> = [
        "UID", "SUMMARY", "STATUS", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
    ]

    /// Adds one content line without a NUL; the line that ends the event gives it.
    func add(_ line: ContentLines.Line) throws(CalendarFileError) -> CalendarEvent? {
        var text = line.bytes.map { CChar(bitPattern: $0) } + [0]
        let component = unsafe text.withUnsafeMutableBufferPointer { text in
            unsafe icalparser_add_line(parser, text.baseAddress)
        }
        defer { if let component = unsafe component { unsafe icalcomponent_free(component) } }
        guard unsafe icalparser_get_state(parser) != ICALPARSER_ERROR else {
            let shown = Self.line(String(decoding: line.bytes.prefix(60), as: UTF8.self))
            throw CalendarFileError(
                .syntax,
                line: line.number,
                en: "libical cannot read '\(shown)'",
                fr: "libical ne peut pas lire «\u{A0}\(shown)\u{A0}»"
            )
        }
        guard let component = unsafe component else { return nil }
        do {
            return try unsafe Self.event(component)
        } catch {
            throw error.at(line: line.number)
        }
    }

    private static func event(_ component: OpaquePointer) throws(CalendarFileError) -> CalendarEvent {
        var event = CalendarEvent()
        guard unsafe icalcomponent_count_errors(component) == 0 else {
            throw CalendarFileError(
                .syntax,
                en: "libical finds an error in the event that ends here",
                fr: "libical trouve une erreur dans l'événement qui finit ici"
            )
        }
        var next = unsafe icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY)
        while let property = unsafe next {
            try unsafe read(property, into: &event)
            unsafe next = unsafe icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)
        }
        return event
    }

    private static func read(_ property: OpaquePointer, into event: inout CalendarEvent) throws(CalendarFileError) {
        switch unsafe icalproperty_isa(property) {
        case ICAL_UID_PROPERTY: event.uid = unsafe text(icalproperty_get_uid(property))
        case ICAL_SUMMARY_PROPERTY: event.summary = unsafe Self.line(text(icalproperty_get_summary(property)))
        case ICAL_STATUS_PROPERTY: event.isCancelled = unsafe icalproperty_get_status(property) == ICAL_STATUS_CANCELLED
        case ICAL_DTSTART_PROPERTY: event.start = try unsafe IcalTime.read(icalproperty_get_dtstart(property))
        case ICAL_DTEND_PROPERTY: event.end = try unsafe IcalTime.read(icalproperty_get_dtend(property))
        case ICAL_RECURRENCEID_PROPERTY:
            event.replaces = try unsafe IcalTime.read(icalproperty_get_recurrenceid(property)).date
        case ICAL_EXDATE_PROPERTY:
            event.exceptions.insert(try unsafe IcalTime.read(icalproperty_get_exdate(property)).date)
        case ICAL_RDATE_PROPERTY:
            let value = unsafe icalproperty_get_rdate(property)
            let isPeriod = unsafe icaltime_is_null_time(value.time) != 0
            event.extraDates.append(try unsafe IcalTime.read(isPeriod ? value.period.start : value.time).date)
        case ICAL_DURATION_PROPERTY:
            let duration = unsafe icalproperty_get_duration(property)
            let isWhole = duration.is_neg == 0 && duration.hours == 0 && duration.minutes == 0 && duration.seconds == 0
            let days = Int(duration.weeks) * 7 + Int(duration.days)
            event.durationDays = isWhole && days > 0 ? days : nil
        case ICAL_RRULE_PROPERTY:
            let rule = unsafe icalproperty_get_value_as_string_r(property)
            defer { unsafe icalmemory_free_buffer(rule) }
            event.rules.append(unsafe text(rule))
        default: break
        }
    }

    /// At most 200 characters, on one line, with nothing that moves a cursor.
    private static func line(_ text: String) -> String {
        let scalars = text.prefix(200).unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> String {
        unsafe text.map { unsafe String(cString: $0) } ?? ""
    }
}
