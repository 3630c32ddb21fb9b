package import Desk
package import Health
package import Report

/// Hosts by what they have in common, as they are counted.
package struct FleetGroupListing: Sendable {
    private let grouping: FleetGrouping
    private let places: PlaceBook

    package init(_ grouping: FleetGrouping, _ places: PlaceBook) {
        self.grouping = grouping
        self.places = places
    }

    /// What a person calls a group.
    package func name(of group: FleetGroup) -> Words {
        switch grouping {
        case .site:
            guard let site = Int64(group.key).map({ SiteID($0) }) else {
                return Words(en: "no site", fr: "aucun site")
            }
            let name = places.name(of: site)
            return Words(en: name, fr: name)
        case .model, .firmware: return Words(en: group.key, fr: group.key)
        case .fault:
            return RuleID(group.key).flatMap(Catalogue.rule)?.words ?? Words(en: group.key, fr: group.key)
        }
    }

    /// The columns, of which both table and JSON are made.
    package var listing: Listing<FleetGroup> {
        Listing(
            [
                Column("name", heading, fit: .truncate) { group in .term(group.key, name(of: group)) },
                Column("hosts", Words(en: "HOSTS", fr: "POSTES"), alignment: .right) { .number($0.verdicts.count) },
            ]
                + HostVerdict.allCases.map { verdict in
                    let name = verdict.rawValue.replacing("-", with: "_")
                    return Column(name, Self.heading(verdict), alignment: .right) { .number($0.counts[verdict] ?? 0) }
                }
        )
    }

    private var heading: Words {
        switch grouping {
        case .site: Words(en: "SITE", fr: "SITE")
        case .model: Words(en: "DISKS", fr: "DISQUES")
        case .firmware: Words(en: "DISKS, FIRMWARE", fr: "DISQUES, MICROLOGICIEL")
        case .fault: Words(en: "FAULT", fr: "ANOMALIE")
        }
    }

    private static func heading(_ verdict: HostVerdict) -> Words {
        switch verdict {
        case .failing: Words(en: "FAILING", fr: "DÉFAILLANTS")
        case .watch: Words(en: "TO WATCH", fr: "À SURVEILLER")
        case .silent: Words(en: "SILENT", fr: "SILENCIEUX")
        case .unknown: Words(en: "UNKNOWN", fr: "INCONNUS")
        case .notWatched: Words(en: "NOT WATCHED", fr: "NON SURVEILLÉS")
        case .good: Words(en: "GOOD", fr: "BONS")
        }
    }
}
