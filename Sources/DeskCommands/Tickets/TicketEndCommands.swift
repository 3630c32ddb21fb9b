import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk ticket solve`: cause and solution.
struct TicketSolveCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Write why it was and what mended it.",
        discussion: """
            The ticket is resolved then, and closed by 'ticket close' when that is confirmed.

            EXAMPLES
              vigie-desk ticket solve 118 --cause "worn out after five years" --solution "disk replaced"
            """
    )

    @OptionGroup var options: TicketOptions

    @Option(help: ArgumentHelp("Why it was.", valueName: "text"))
    var cause: String

    @Option(help: ArgumentHelp("What mended it.", valueName: "text"))
    var solution: String

    func run(on console: Console) async throws {
        let solution = Solution(cause: Prose(cause), solution: Prose(solution))
        try await options.perform(on: console, done: Words(en: "solved", fr: "résolu")) { _ in .solve(solution) }
    }
}

/// `vigie-desk ticket reopen`: the requester says that it is not solved.
struct TicketReopenCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Open a ticket again, because the requester says that it is not solved.",
        discussion: """
            For \(Decision.disputeDays) days after it was closed. A machine's ticket opens again by itself.

            EXAMPLES
              vigie-desk ticket reopen 120 "still no mail since this morning"
            """
    )

    @OptionGroup var options: TicketOptions

    @Argument(help: "What the requester says.")
    var text: [String]

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "open again", fr: "rouvert")) { _ in
            .dispute(text.prose)
        }
    }
}

/// `vigie-desk ticket close`: the end of a ticket.
struct TicketCloseCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a ticket.",
        discussion: """
            Cause and solution are wanted, by 'ticket solve'; who closes without them says why. A machine's ticket that a person \
            closes stays closed while its condition stands, and opens anew when it gets worse.

            EXAMPLES
              vigie-desk ticket close 118
              vigie-desk ticket close 119 --reason "the user has left"
            """
    )

    @OptionGroup var options: TicketOptions

    @Option(help: ArgumentHelp("Why it is closed without cause and solution, for the log.", valueName: "text"))
    var reason: String?

    func run(on console: Console) async throws {
        try await options.perform(on: console, done: Words(en: "closed", fr: "clos")) { _ in
            .close(override: reason.map { Prose($0) })
        }
    }
}
