import Commands
import ArgumentParser
import Desk
import DeskStore

/// `vigie-desk stats`: how many tickets, of what, and how long they take.
struct StatsCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Count tickets, and say how long they take.",
        discussion: """
            EXAMPLES
              vigie-desk stats
              vigie-desk stats --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let store = try state.openToRead(console)
        let now = console.now()
        let sheet = StatisticsSheet(
            try await store.statistics(at: now),
            names: try await store.hosts().reduce(into: [:]) { $0[$1.id] = $1.name },
            now: now
        )
        if output.json {
            try console.print(sheet.json)
        } else {
            try console.print(sheet.text(in: console.language, style: console.style))
        }
        try store.close()
    }
}
