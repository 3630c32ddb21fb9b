import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk check`: whether everything is what the log adds up to.
struct CheckCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compute every ticket anew from its log, and name what differs.",
        discussion: """
            It may run beside the server. Exit status: 0 all is right or was repaired, 1 something differs.

            EXAMPLES
              vigie-desk check
              vigie-desk check --repair
            """
    )

    @OptionGroup var state: StateOption

    @Flag(help: "Write anew what differs.")
    var repair = false

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let differences =
            repair
            ? try await state.writing(console) { try await check($0, console) }
            : try await state.reading(console) { try await check($0, console) }
        try console.print(
            differences,
            table: DifferenceListing.table,
            json: DifferenceListing.table,
            asJSON: output.json,
            empty: Words(en: "Everything is what the log adds up to.", fr: "Tout correspond au journal.")
        )
        guard !differences.isEmpty else { return }
        // What was repaired is right now; words that are lost, and a log that makes no ticket, are not.
        let isRight = repair && !differences.contains { $0.what == "log" || $0.what.hasPrefix("text ") }
        if !isRight { throw ExitCode(1) }
    }

    private func check(_ store: DeskDatabase, _ console: Console) async throws -> [Difference] {
        try await store.check(isRepairing: repair) { console.sayProgress($0) }
    }
}

extension Console {
    /// Tells a person at a terminal how many tickets long work has come through.
    func sayProgress(_ count: Int) {
        guard style.width != nil, count.isMultiple(of: 5000), count > 0 else { return }
        let tickets = figures.number(Double(count))
        say(Words(en: "\(tickets) tickets", fr: "\(tickets) billets")[language])
    }
}
