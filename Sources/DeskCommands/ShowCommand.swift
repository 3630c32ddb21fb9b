import Commands
import ArgumentParser
import Desk
import DeskStore
import Health

/// `vigie-desk show`: one ticket with its log.
struct ShowCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one ticket with everything that happened to it.",
        discussion: """
            EXAMPLES
              vigie-desk show 118
              vigie-desk show 118 --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
    var ticket: Int64

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let store = try state.openToRead(console)
        guard let found = try await store.ticket(ticket) else {
            throw DeskError(.unknownTicket, "There is no ticket \(ticket).")
        }
        let fact = try await store.facts(of: found.ticket.host).first {
            found.ticket.key.hasPrefix("\($0.component)/")
        }
        let sheet = TicketSheet(ticket: found.ticket, log: found.log, fact: fact)
        if output.json {
            try console.print(sheet.json(TicketListing(console)))
        } else {
            try console.print(sheet.text(in: console.language, style: console.style, now: console.now()))
        }
        try store.close()
    }
}
