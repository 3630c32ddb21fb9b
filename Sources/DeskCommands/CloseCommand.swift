import Commands
import ArgumentParser
import Desk
import DeskStore
import Health

/// `vigie-desk close`: a person closes a ticket.
struct CloseCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close a ticket.",
        discussion: """
            A ticket that a person closes stays closed while its condition stands, and opens anew when it gets worse.

            EXAMPLES
              vigie-desk close 118 --reason "disk replaced"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
    var ticket: Int64

    @Option(help: ArgumentHelp("Why, for the log.", valueName: "text"))
    var reason = ""

    @OptionGroup var person: PersonOption

    func run(on console: Console) async throws {
        let store = try state.open(console)
        try await store.close(ticket, reason: reason, by: person.name(console), at: console.now())
        let done = Words(en: "Ticket \(ticket): closed.", fr: "Billet \(ticket)\u{A0}: clos.")
        try console.print(done[console.language] + "\n")
        try store.close()
    }
}
