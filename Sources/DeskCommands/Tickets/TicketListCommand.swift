import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk ticket list`: the tickets, newest first.
struct TicketListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tickets, the newest first.",
        discussion: """
            EXAMPLES
              vigie-desk ticket list
              vigie-desk ticket list --all --host ws-17
              vigie-desk ticket list --severity critical --rule disk.failing --json
              vigie-desk ticket list --tier 2 --for marie
            """
    )

    @OptionGroup var state: StateOption

    @Flag(help: "List the closed ones too.")
    var all = false

    @Option(help: "Only tickets of this host, by name or id.")
    var host: String?

    @Option(help: ArgumentHelp("Only tickets of this rule, such as disk.wear.", valueName: "id"))
    var rule: String?

    @Option(help: "Only tickets of this severity.")
    var severity: Severity?

    @Option(help: ArgumentHelp("Only tickets at this tier, 1 to 4.", valueName: "number"))
    var tier: Int?

    @Option(name: .customLong("for"), help: ArgumentHelp("Only tickets of this technician.", valueName: "account"))
    var technician: String?

    @Option(help: ArgumentHelp("Only tickets of this category, such as e-mail.", valueName: "word"))
    var category: Desk.Category?

    @OptionGroup var limit: LimitOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            var filter = TicketFilter(
                states: all ? nil : Ticket.State.unfinished,
                rule: rule,
                severity: severity,
                tier: tier,
                category: category,
                limit: limit.oneMore
            )
            if let host { filter.host = try await store.hosts(in: console.scope).named(host).id }
            if let technician { filter.assignee = try await store.technician(technician).person }
            let tickets = try await store.tickets(filter, in: console.scope)
            try await limit.print(tickets, from: store, asJSON: output.json, empty: empty, on: console)
        }
    }

    private var empty: Words {
        let isNarrow = all || host != nil || rule != nil || severity != nil || tier != nil || technician != nil
        return isNarrow || category != nil
            ? Words(en: "There is no such ticket.", fr: "Il n'y a aucun billet de ce genre.")
            : Words(en: "No ticket is open.", fr: "Aucun billet n'est ouvert.")
    }
}

extension Severity: ExpressibleByArgument {}

/// A list whose words a program acts on: another word would do nothing.
protocol ClosedWhenTyped {
    static var known: [Term<Self>] { get }
}

extension PendingReasons: ClosedWhenTyped {
    static var known: [PendingReason] { PendingReason.known }
}

extension Links: ClosedWhenTyped {
    static var known: [Desk.Link] { Desk.Link.known }
}

extension CustomerServices: ClosedWhenTyped {
    static var known: [CustomerService] { CustomerService.known }
}

extension Term where List: ClosedWhenTyped {
    /// Refuses a word that was typed and is none of the list.
    func requireKnown() throws {
        guard List.known.contains(self) else {
            let all = List.known.map(\.word).joined(separator: ", ")
            throw ValidationError("\(word) is none of \(all).")
        }
    }
}

extension Term: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}
