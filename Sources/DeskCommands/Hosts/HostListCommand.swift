import Commands
import ArgumentParser
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk host list`: the hosts that have enrolled.
struct HostListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the hosts that have enrolled.",
        discussion: """
            EXAMPLES
              vigie-desk host list
              vigie-desk host list --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var output: JSONFlag

    /// A host, how many of its tickets are open, and whose it is.
    private typealias Row = (host: EnrolledHost, open: Int, organisation: String)

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let open = try await store.unfinishedByHost(in: console.scope)
            let organisations = try await store.organisations(in: console.scope)
            let names = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
            let rows: [Row] = try await store.hosts(in: console.scope).map {
                ($0, open[$0.id] ?? 0, names[$0.organisation] ?? $0.organisation.description)
            }
            try console.print(
                rows,
                table: Self.table(console.figures, console.now(), organisations: organisations.count),
                json: Self.json,
                asJSON: output.json,
                empty: Words(
                    en: "No host has enrolled. 'vigie-desk token create' makes a token for one.",
                    fr: "Aucun poste n'est inscrit. «\u{A0}vigie-desk token create\u{A0}» fait un jeton pour un poste."
                )
            )
        }
    }

    private static func table(_ figures: Figures, _ now: Timestamp, organisations: Int) -> Listing<Row> {
        Listing(
            [
                name, hostClass, service,
                Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) {
                    .text(figures.age(of: $0.host.lastSeen, at: now))
                },
                open,
            ] + (organisations > 1 ? [organisation] : []) + [id]
        )
    }

    private static var json: Listing<Row> {
        Listing([
            name, id, hostClass, service,
            Column("enrolled_at", Words(en: "ENROLLED", fr: "INSCRIT")) { .time($0.host.enrolledAt) },
            Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { .time($0.host.lastSeen) },
            Column("retired_at", Words(en: "RETIRED", fr: "RETIRÉ")) { .time($0.host.retiredAt) },
            open, organisation,
            Column("impact", Words(en: "IMPACT", fr: "IMPACT")) { row in
                row.host.label.map { .term($0.rawValue, $0.words) } ?? .null
            },
        ])
    }

    private static var organisation: Column<Row> {
        Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { .text($0.organisation) }
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
