import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health

/// `vigie-desk ticket show`: one ticket with its log.
struct TicketShowCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one ticket with everything that happened to it.",
        discussion: """
            EXAMPLES
              vigie-desk ticket show 118
              vigie-desk ticket show 118 --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
    var ticket: Int64

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            guard let found = try await store.ticket(ticket, in: console.scope) else {
                throw DeskDatabase.unknown(ticket)
            }
            var facts: [Fact] = []
            if let host = found.ticket.host { facts = try await store.facts(of: host, in: console.scope) }
            let fact = facts.first { found.ticket.condition?.key.hasPrefix("\($0.component)/") ?? false }
            let names = try await NameBook(of: [found.ticket], log: found.log, from: store, in: console.scope)
            let sheet = TicketSheet(found, names, fact: fact)
            if output.json {
                try console.print(sheet.json(TicketListing(console.language, names, now: console.now())))
            } else {
                try console.print(sheet.text(in: console.language, style: console.style, now: console.now()))
            }
        }
    }
}
