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
              vigie-desk ticket list --all --requester ines@example.org --type request --before 118
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

    @Option(
        help: ArgumentHelp(
            "Only tickets that this person asked for: an address, a number, or a name.",
            valueName: "person"
        )
    )
    var requester: String?

    @Option(help: "Only tickets of this type: incident or request.")
    var type: TicketType?

    @Option(
        help: ArgumentHelp(
            "Only tickets of lower numbers: the next page after the last ticket of one.",
            valueName: "number"
        )
    )
    var before: Int64?

    @OptionGroup var limit: LimitOption

    @OptionGroup var output: JSONFlag

    func validate() throws { try type?.requireKnown() }

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            var filter = TicketFilter(
                states: all ? nil : Ticket.State.unfinished,
                rule: rule,
                severity: severity,
                tier: tier,
                category: category,
                type: type,
                before: before,
                limit: limit.oneMore
            )
            if let host { filter.host = try await store.hosts(in: console.scope).named(host).id }
            if let technician { filter.assignee = try await store.technician(technician, in: console.scope).person }
            if let requester { filter.requester = try await store.persons(in: console.scope).named(requester).id }
            let tickets = try await store.tickets(filter, in: console.scope)
            try await limit.print(tickets, from: store, asJSON: output.json, empty: empty, isPaged: true, on: console)
        }
    }

    private var empty: Words {
        let isNarrow =
            all || host != nil || rule != nil || severity != nil || tier != nil || technician != nil
            || category != nil || requester != nil || type != nil || before != nil
        return isNarrow
            ? Words(en: "There is no such ticket.", fr: "Il n'y a aucun billet de ce genre.")
            : Words(en: "No ticket is open.", fr: "Aucun billet n'est ouvert.")
    }
}

extension Severity: ExpressibleByArgument {}
