package import Desk
import Health
package import Report

/// What differs from the log, as it is listed.
package enum DifferenceListing {
    package static var table: Listing<Difference> {
        Listing([
            Column("ticket", Words(en: "TICKET", fr: "BILLET"), alignment: .right) { .number($0.ticket) },
            Column("what", Words(en: "WHAT", fr: "QUOI")) { .text($0.what) },
            Column("kept", Words(en: "KEPT", fr: "CONSERVÉ"), fit: .truncate) { .text($0.kept) },
            Column("computed", Words(en: "COMPUTED", fr: "CALCULÉ"), fit: .truncate) { .text($0.computed) },
        ])
    }
}
