import Commands
import ArgumentParser
import Desk
import DeskStore
import Report
import Health

/// `vigie-desk hosts`: the hosts that have enrolled.
struct HostsCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts",
        abstract: "List the hosts that have enrolled.",
        discussion: """
            EXAMPLES
              vigie-desk hosts
              vigie-desk hosts --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var output: JSONFlag

    /// A host and how many of its tickets are open.
    private typealias Row = (host: EnrolledHost, open: Int)

    func run(on console: Console) async throws {
        let store = try state.openToRead(console)
        let open = try await store.tickets(TicketFilter(states: Ticket.State.unfinished, limit: .max))
        let counts = open.reduce(into: [:]) { $0[$1.host, default: 0] += 1 }
        let rows: [Row] = try await store.hosts().map { ($0, counts[$0.id] ?? 0) }
        try console.print(
            rows,
            table: Self.table(console.figures, console.now()),
            json: Self.json,
            asJSON: output.json,
            empty: Words(
                en: "No host has enrolled. 'vigie-desk token create' makes a token for one.",
                fr: "Aucun poste n'est inscrit. «\u{A0}vigie-desk token create\u{A0}» fait un jeton pour un poste."
            )
        )
        try store.close()
    }

    private static func table(_ figures: Figures, _ now: Timestamp) -> Listing<Row> {
        Listing([
            name, hostClass, service,
            Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { .text(figures.age(of: $0.host.lastSeen, at: now)) },
            open, id,
        ])
    }

    private static var json: Listing<Row> {
        Listing([
            name, id, hostClass, service,
            Column("enrolled_at", Words(en: "ENROLLED", fr: "INSCRIT")) { .time($0.host.enrolledAt) },
            Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { .time($0.host.lastSeen) },
            Column("retired_at", Words(en: "RETIRED", fr: "RETIRÉ")) { .time($0.host.retiredAt) },
            open,
        ])
    }

    private static var name: Column<Row> {
        Column("name", Words(en: "HOST", fr: "POSTE"), fit: .truncate) { .text($0.host.name) }
    }

    private static var id: Column<Row> { Column("id", Words(en: "ID", fr: "IDENTIFIANT")) { .text($0.host.id) } }

    private static var hostClass: Column<Row> {
        Column("class", Words(en: "CLASS", fr: "TYPE")) { .term($0.host.hostClass.rawValue, $0.host.hostClass.words) }
    }

    /// Whether the desk misses it when it is silent.
    private static var service: Column<Row> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { row in
            if row.host.retiredAt != nil {
                .term("retired", Words(en: "retired", fr: "retiré"))
            } else if row.host.isSilencePlanned {
                .term("away", Words(en: "switched off", fr: "éteint"))
            } else {
                .term("in-service", Words(en: "in service", fr: "en service"))
            }
        }
    }

    private static var open: Column<Row> {
        Column("open_tickets", Words(en: "OPEN TICKETS", fr: "BILLETS OUVERTS"), alignment: .right) { .number($0.open) }
    }
}
