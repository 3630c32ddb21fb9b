import Commands
import ArgumentParser
import Desk
import DeskStore
import Health
import Report

/// `vigie-desk tickets`: the tickets, newest first.
struct TicketsCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "List tickets, the newest first.",
        discussion: """
            EXAMPLES
              vigie-desk tickets
              vigie-desk tickets --all --host ws-17
              vigie-desk tickets --severity critical --rule disk.failing --json
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

    @OptionGroup var limit: LimitOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let store = try state.openToRead(console)
        var filter = TicketFilter(
            states: all ? nil : Ticket.State.unfinished,
            rule: rule,
            severity: severity,
            limit: limit.oneMore
        )
        if let host { filter.host = try await store.hosts().named(host).id }
        let tickets = try await store.tickets(filter)
        try limit.print(
            tickets,
            asJSON: output.json,
            empty: all || host != nil || rule != nil || severity != nil
                ? Words(en: "There is no such ticket.", fr: "Il n'y a aucun billet de ce genre.")
                : Words(en: "No ticket is open.", fr: "Aucun billet n'est ouvert."),
            on: console
        )
        try store.close()
    }
}

extension Severity: ExpressibleByArgument {}
