import ArgumentParser
import Calendars
import Commands
import Desk
import DeskStore
import DeskView
import Health

/// `vigie-desk calendar`: when people work.
struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "When the desk works: hours, zone and holidays, by which policies count.",
        subcommands: [List.self, Show.self, Add.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List all versions of all calendars.",
            discussion: """
                EXAMPLES
                  vigie-desk calendar list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let book = try await store.book(in: console.scope)
                let listing = CalendarListing(console.language)
                try console.print(
                    book.calendarNames.compactMap(book.calendar),
                    table: listing.table,
                    json: listing.table,
                    asJSON: output.json,
                    empty: Words(en: "There is none.", fr: "Il n'y en a aucun.")
                )
            }
        }
    }

    struct Show: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show the newest version of a calendar: hours, holidays, and when its clocks change.",
            discussion: """
                EXAMPLES
                  vigie-desk calendar show office
                  vigie-desk calendar show office --json
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name.")
        var name: String

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let book = try await store.book(in: console.scope)
                guard let version = book.calendarNames.last(where: { $0.id == name }),
                    let calendar = book.calendar(version)
                else {
                    throw CommandError(
                        .failed,
                        en: "There is no calendar \(name). 'vigie-desk calendar list' lists them.",
                        fr: "Il n'y a pas de calendrier \(name). «\u{A0}vigie-desk calendar list\u{A0}» les liste."
                    )
                }
                let sheet = CalendarSheet(calendar, now: console.now())
                if output.json {
                    try console.print(sheet.json)
                } else {
                    try console.print(sheet.text(console.figures))
                }
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a version of a calendar; a new one of an old name takes its place for new tickets.",
            discussion: """
                Hours are DAYS SPANS, where days are mon, tue, wed, thu, fri, sat, sun, or a range of them. Holidays come from iCalendar \
                files, as public authorities offer them; they are read for the year in which the version begins, and the next nine. The \
                day of --from begins at the calendar's own midnight.

                EXAMPLES
                  vigie-desk calendar add office --zone America/Toronto --hours "mon-fri 08:30-12:00 13:00-17:00"
                  vigie-desk calendar add office --zone Europe/Paris --hours "mon-thu 09:00-18:00" --hours "fri 09:00-16:00" --holidays fr.ics
                  vigie-desk calendar add office --zone Europe/Paris --hours "mon-thu 09:00-17:00" --from 2027-01-01
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name: small letters, digits, dots, hyphens and underscores.")
        var name: String

        @Option(help: ArgumentHelp("The time zone, as tzdata names it.", valueName: "zone"))
        var zone: String

        @Option(help: ArgumentHelp("Working hours; may be given several times.", valueName: "text"))
        var hours: [HoursArgument]

        @Option(
            help: ArgumentHelp("An iCalendar file of holidays; may be given several times.", valueName: "file"),
            completion: .file(extensions: ["ics"])
        )
        var holidays: [String] = []

        @OptionGroup var start: FromOption

        func run(on console: Console) async throws {
            let zone = try CivilZone(identifier: zone)
            let start = try start.time(console) { zone.time($0) }
            let days = try holidays.flatMap { try read($0, from: zone.civil(start).date.year) }
            try await state.writing(console) { store in
                let book = try await store.book(in: console.scope)
                let last = book.calendarNames.last { $0.id == name }?.version ?? 0
                let calendar = try BusinessCalendar(
                    id: VersionName(id: name, version: last + 1),
                    name: name,
                    validFrom: start,
                    zone: zone,
                    hours: hours.reduce(into: [:]) { week, part in
                        for day in part.days { week[day, default: []] += part.spans }
                    },
                    holidays: days
                )
                try await store.add(calendar, by: console.scope, at: console.now())
                let words = Words(
                    en: "Calendar \(calendar.id): added; holidays: \(calendar.holidays.count).",
                    fr: "Calendrier \(calendar.id)\u{A0}: ajouté\u{A0}; jours fériés\u{A0}: \(calendar.holidays.count)."
                )
                try console.print(words)
            }
        }

        private func read(_ path: String, from year: Int) throws -> [Holiday] {
            let bytes = try InputFile.named(path, limit: CalendarFile.mostBytes)
            do throws(CalendarFileError) {
                return try CalendarFile(bytes, years: year...(year + 9)).days.map { Holiday($0.date, $0.name) }
            } catch {
                throw CommandError(.failed, en: "\(path): \(error.words.en)", fr: "\(path)\u{A0}: \(error.words.fr)")
            }
        }
    }
}

/// `mon-fri 08:30-12:00 13:00-17:00`.
struct HoursArgument: ExpressibleByArgument {
    let days: [Weekday]
    let spans: [DaySpan]

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    init?(argument: String) {
        let parts = argument.lowercased().split(separator: " ")
        guard let first = parts.first else { return nil }
        let ends = first.split(separator: "-").map { name in Self.names.firstIndex(of: String(name)) }
        guard (1...2).contains(ends.count), let start = ends[0], let end = ends[ends.count - 1], start <= end else {
            return nil
        }
        let spans = parts.dropFirst().map { DaySpan($0) }
        guard !spans.isEmpty, !spans.contains(nil) else { return nil }
        self.days = (start...end).compactMap { Weekday(rawValue: $0 + 1) }
        self.spans = spans.compactMap { $0 }
    }
}
