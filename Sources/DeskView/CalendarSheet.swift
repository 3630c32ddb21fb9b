package import Desk
package import Health
package import Report

/// One version of a calendar: its hours, its holidays, and when its clocks change.
package struct CalendarSheet: Sendable {
    private let calendar: BusinessCalendar
    private let now: Timestamp

    /// Days of which a person reads, and a program.
    private static let (near, far) = (400.0, 3653.0)

    package init(_ calendar: BusinessCalendar, now: Timestamp) {
        self.calendar = calendar
        self.now = now
    }

    private func changes(_ days: Double) -> [(at: Timestamp, offset: Int)] {
        calendar.zone.changes(from: now, to: now.advanced(by: days * 86_400))
    }

    package func text(_ figures: Figures) -> String {
        let language = figures.language
        let title = Words(
            en: "Calendar \(calendar.id), \(calendar.zone.identifier)",
            fr: "Calendrier \(calendar.id), \(calendar.zone.identifier)"
        )
        let hours = Weekday.allCases.compactMap { day in
            calendar.hours[day].map { "  \(day.words[language])  \($0.map(\.description).joined(separator: ", "))" }
        }
        let today = calendar.zone.civil(now).date
        let holidays = calendar.holidays.filter { $0.date >= today }.prefix(20).map {
            "  \($0.date)  \($0.name.printable)"
        }
        let clocks = changes(Self.near).map { "  \(figures.time($0.at))  UTC\(Self.offset($0.offset))" }
        func part(_ words: Words, _ lines: [String]) -> [String] { lines.isEmpty ? [] : ["", words[language]] + lines }
        let lines =
            [title[language]] + part(Words(en: "Hours", fr: "Heures"), hours)
            + part(Words(en: "Next holidays", fr: "Prochains jours fériés"), holidays)
            + part(Words(en: "The clocks change", fr: "Changements d'heure"), clocks)
        return lines.joined(separator: "\n") + "\n"
    }

    /// `+02:00`.
    private static func offset(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(seconds < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    package var json: JSON {
        [
            "calendar": .string(calendar.id.description), "zone": .string(calendar.zone.identifier),
            "hours": .object(
                Weekday.allCases.compactMap { day in
                    calendar.hours[day].map { spans in
                        JSON.Member(day.words.en.lowercased(), .array(spans.map { .string($0.description) }))
                    }
                }
            ),
            "holidays": .array(
                calendar.holidays.map { ["date": .string($0.date.description), "name": .string($0.name)] }
            ),
            "clock_changes": .array(
                changes(Self.far).map { ["at": .string($0.at.description), "offset_s": .number(Double($0.offset))] }
            ),
        ]
    }
}
