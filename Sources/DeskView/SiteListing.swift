package import Desk
import Health
package import Report

/// Sites as they are listed.
package struct SiteListing: Sendable {
    private let organisations: [OrganisationID: String]

    package init(organisations: [Organisation]) {
        self.organisations = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
    }

    package var table: Listing<Site> {
        Listing([
            Column("id", Words(en: "NUMBER", fr: "NUMÉRO"), alignment: .right) { .number($0.id.number) },
            Column("name", Words(en: "NAME", fr: "NOM")) { .text($0.name) },
            Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { [organisations] site in
                .text(organisations[site.organisation] ?? site.organisation.description)
            },
            Column("address", Words(en: "ADDRESS", fr: "ADRESSE"), fit: .truncate) { .text($0.address) },
        ])
    }
}
