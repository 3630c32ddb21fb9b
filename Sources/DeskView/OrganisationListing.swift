package import Desk
import Health
package import Report

/// Organisations as they are listed.
package enum OrganisationListing {
    package static var table: Listing<Organisation> {
        Listing([
            Column("id", Words(en: "NUMBER", fr: "NUMÉRO"), alignment: .right) { .number($0.id.number) },
            Column("name", Words(en: "NAME", fr: "NOM")) { .text($0.name) },
            Column("policy", Words(en: "POLICY", fr: "POLITIQUE")) { .text($0.policy) },
        ])
    }
}
