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
        let hours = Self.hours(of: calendar, in: language).map { "  \($0)" }
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

    /// The hours of a week, days of the same hours together: `Monday to Friday 08:30-12:00 13:00-17:00`.
    static func hours(of calendar: BusinessCalendar, in language: Language) -> [String] {
        var groups: [(first: Weekday, last: Weekday, spans: [DaySpan])] = []
        for day in Weekday.allCases {
            guard let spans = calendar.hours[day] else { continue }
            if let group = groups.last, group.spans == spans, group.last.rawValue == day.rawValue - 1 {
                groups[groups.count - 1].last = day
            } else {
                groups.append((day, day, spans))
            }
        }
        return groups.map { first, last, spans in
            let range = Words(en: "\(first.words.en) to \(last.words.en)", fr: "\(first.words.fr) à \(last.words.fr)")
            let days = first == last ? first.words : range
            return "\(days[language]) \(spans.map(\.description).joined(separator: " "))"
        }
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
