package import Desk
package import Health
package import Report

/// Hosts as they are listed.
package struct HostListing: Sendable {
    private let open: [String: Int]
    private let organisations: [OrganisationID: String]
    private let figures: Figures
    private let now: Timestamp

    /// `open` counts the unfinished tickets of each host.
    package init(open: [String: Int], organisations: [Organisation], figures: Figures, now: Timestamp) {
        self.open = open
        self.organisations = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
        self.figures = figures
        self.now = now
    }

    /// What a person reads.
    package var table: Listing<EnrolledHost> {
        Listing(
            [
                name, hostClass, service,
                Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { [figures, now] host in
                    .text(figures.age(of: host.lastSeen, at: now))
                },
                openTickets,
            ] + (organisations.count > 1 ? [organisation] : []) + [id]
        )
    }

    /// What a program reads.
    package var json: Listing<EnrolledHost> {
        Listing([
            name, id, hostClass, service,
            Column("enrolled_at", Words(en: "ENROLLED", fr: "INSCRIT")) { .time($0.enrolledAt) },
            Column("last_seen", Words(en: "LAST SEEN", fr: "VU")) { .time($0.lastSeen) },
            Column("retired_at", Words(en: "RETIRED", fr: "RETIRÉ")) { .time($0.retiredAt) },
            openTickets, organisation,
            Column("impact", Words(en: "IMPACT", fr: "IMPACT")) { host in
                host.label.map { .term($0.rawValue, $0.words) } ?? .null
            },
        ])
    }

    private var name: Column<EnrolledHost> {
        Column("name", Words(en: "HOST", fr: "POSTE"), fit: .truncate) { .text($0.name) }
    }

    private var id: Column<EnrolledHost> { Column("id", Words(en: "ID", fr: "IDENTIFIANT")) { .text($0.id) } }

    private var hostClass: Column<EnrolledHost> {
        Column("class", Words(en: "CLASS", fr: "TYPE")) { .term($0.hostClass.rawValue, $0.hostClass.words) }
    }

    /// Whether the desk misses it when it is silent.
    private var service: Column<EnrolledHost> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { host in
            if host.retiredAt != nil {
                .term("retired", Words(en: "retired", fr: "retiré"))
            } else if host.isSilencePlanned {
                .term("away", Words(en: "switched off", fr: "éteint"))
            } else {
                .term("in-service", Words(en: "in service", fr: "en service"))
            }
        }
    }

    private var openTickets: Column<EnrolledHost> {
        Column("open_tickets", Words(en: "OPEN TICKETS", fr: "BILLETS OUVERTS"), alignment: .right) { [open] host in
            .number(open[host.id] ?? 0)
        }
    }

    private var organisation: Column<EnrolledHost> {
        Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { [organisations] host in
            .text(organisations[host.organisation] ?? host.organisation.description)
        }
    }
}
