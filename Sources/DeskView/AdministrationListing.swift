package import Desk
package import Health
package import Report

/// What administrators did, as it is listed.
package enum AdministrationListing {
    package static var table: Listing<AdministrationEntry> {
        Listing([
            Column("at", Words(en: "WHEN", fr: "QUAND")) { .time($0.at) },
            Column("author", Words(en: "WHO", fr: "QUI")) { .text($0.author.description) },
            Column("action", Words(en: "WHAT", fr: "QUOI")) { entry in
                actions[entry.action].map { .term(entry.action, $0) } ?? .text(entry.action)
            },
            Column("details", Words(en: "DETAILS", fr: "DÉTAILS"), fit: .wrap) { .text($0.details.description) },
        ])
    }

    /// The actions that the desk writes down; one that is not here is shown as it is.
    package static let actions = [
        "account-added": Words(en: "account added", fr: "compte créé"),
        "account-changed": Words(en: "account changed", fr: "compte modifié"),
        "account-invited": Words(en: "account invited", fr: "compte invité"),
        "calendar-added": Words(en: "calendar added", fr: "calendrier ajouté"),
        "category-added": Words(en: "category added", fr: "catégorie ajoutée"),
        "category-removed": Words(en: "category removed", fr: "catégorie supprimée"),
        "host-placed": Words(en: "host placed", fr: "poste placé"),
        "host-renamed": Words(en: "host renamed", fr: "poste renommé"),
        "host-restored": Words(en: "host restored", fr: "poste remis en service"),
        "host-retired": Words(en: "host retired", fr: "poste retiré"),
        "invitation-used": Words(en: "invitation used", fr: "invitation utilisée"),
        "notices-retried": Words(en: "notices retried", fr: "avis réessayés"),
        "organisation-added": Words(en: "organisation added", fr: "organisation ajoutée"),
        "organisation-renamed": Words(en: "organisation renamed", fr: "organisation renommée"),
        "password-removed": Words(en: "password removed", fr: "mot de passe supprimé"),
        "password-set": Words(en: "password set", fr: "mot de passe défini"),
        "person-added": Words(en: "person added", fr: "personne ajoutée"),
        "person-changed": Words(en: "person changed", fr: "personne modifiée"),
        "person-forgotten": Words(en: "person forgotten", fr: "personne oubliée"),
        "policy-added": Words(en: "policy added", fr: "politique ajoutée"),
        "policy-applied": Words(en: "policy applied", fr: "politique appliquée"),
        "policy-chosen": Words(en: "policy chosen", fr: "politique choisie"),
        "recovery-code-used": Words(en: "recovery code used", fr: "code de secours utilisé"),
        "second-factor-removed": Words(en: "second factor removed", fr: "second facteur supprimé"),
        "second-factor-set": Words(en: "second factor set", fr: "second facteur défini"),
        "sessions-ended": Words(en: "sessions ended", fr: "sessions terminées"),
        "site-added": Words(en: "site added", fr: "site ajouté"),
        "template-added": Words(en: "template added", fr: "modèle ajouté"),
        "template-removed": Words(en: "template removed", fr: "modèle supprimé"),
        "token-added": Words(en: "token added", fr: "jeton créé"),
    ]
}
