package import Desk
import Health
package import Report

/// What administrators did, as it is listed.
package enum AdministrationListing {
    package static var table: Listing<AdministrationEntry> {
        Listing([
            Column("at", Words(en: "WHEN", fr: "QUAND")) { .time($0.at) },
            Column("author", Words(en: "WHO", fr: "QUI")) { .text($0.author.description) },
            Column("action", Words(en: "WHAT", fr: "QUOI")) { .text($0.action) },
            Column("details", Words(en: "DETAILS", fr: "DÉTAILS"), fit: .wrap) { .text($0.details.description) },
        ])
    }
}
