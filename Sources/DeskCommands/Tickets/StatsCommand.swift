import Commands
import ArgumentParser
import Desk
import DeskStore
import DeskView

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
        try await state.reading(console) { store in
            let now = console.now()
            let sheet = StatisticsSheet(
                try await store.statistics(in: console.scope, at: now),
                names: try await store.hosts(in: console.scope).reduce(into: [:]) { $0[$1.id] = $1.name },
                now: now
            )
            if output.json {
                try console.print(sheet.json)
            } else {
                try console.print(sheet.text(in: console.language, style: console.style))
            }
        }
    }
}
