import Health

/// Gathers the days of events.
struct Expansion {
    private let range: ClosedRange<CivilDate>
    /// The days of series that an event of their own stands for.
    private let replaced: Set<Instance>
    private var found: Set<NamedDay> = []
    private var rules = 0
    private(set) var leftOut = 0

    private struct Instance: Hashable {
        let uid: String
        let date: CivilDate
    }

    /// The longest event, in days.
    private static let longest = 366

    init(_ range: ClosedRange<CivilDate>, replaced events: [CalendarEvent]) {
        self.range = range
        self.replaced = Set(events.compactMap { event in event.replaces.map { Instance(uid: event.uid, date: $0) } })
    }

    var days: [NamedDay] { found.sorted { ($0.date, $0.name) < ($1.date, $1.name) } }

    mutating func add(_ event: CalendarEvent) throws(CalendarFileError) {
        guard let start = event.start else {
            throw CalendarFileError(.syntax, en: "the event has no DTSTART", fr: "l'événement n'a pas de DTSTART")
        }
        guard !event.isCancelled else { return }
        guard let length = event.length else {
            leftOut += 1
            return
        }
        guard length <= Self.longest else {
            throw CalendarFileError(
                .tooMuch,
                en: "the event takes \(length) days; \(Self.longest) is the most",
                fr: "l'événement dure \(length) jours\u{A0}; le maximum est \(Self.longest)"
            )
        }
        for date in try starts(of: event, start.date, length) {
            for day in 0..<length where range.contains(date.adding(days: day)) {
                found.insert(NamedDay(date: date.adding(days: day), name: event.summary))
            }
        }
        guard found.count <= CalendarFile.mostDays else {
            throw CalendarFileError(
                .tooMuch,
                en: "more than \(CalendarFile.mostDays) days are named",
                fr: "plus de \(CalendarFile.mostDays) jours sont nommés"
            )
        }
    }

    /// The days on which an event begins.
    private mutating func starts(of event: CalendarEvent, _ start: CivilDate, _ length: Int) throws(CalendarFileError)
        -> Set<CivilDate>
    {
        if event.replaces != nil { return [start] }
        var starts = Set([start] + event.extraDates)
        for text in event.rules {
            rules += 1
            guard rules <= CalendarFile.mostRules else {
                throw CalendarFileError(
                    .tooMuch,
                    en: "more than \(CalendarFile.mostRules) rules",
                    fr: "plus de \(CalendarFile.mostRules) règles"
                )
            }
            // What began before the first day may last into it.
            let early = range.lowerBound.adding(days: 1 - length)
            starts.formUnion(try Recurrence(text, from: start).dates(in: early...range.upperBound))
        }
        return starts.subtracting(event.exceptions)
            .filter { !replaced.contains(Instance(uid: event.uid, date: $0)) }
    }
}
