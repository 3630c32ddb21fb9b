package import Desk
package import Health
package import Report

/// Accounts as they are listed.
package struct AccountListing: Sendable {
    private let persons: [PersonID: String]
    private let organisations: [OrganisationID: String]
    private let language: Language
    private let now: Timestamp

    package init(persons: [PersonID: String], organisations: [Organisation], language: Language, now: Timestamp) {
        self.persons = persons
        self.organisations = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
        self.language = language
        self.now = now
    }

    package var table: Listing<Account> {
        Listing([
            Column("login", Words(en: "ACCOUNT", fr: "COMPTE")) { .text($0.login) },
            Column("person", Words(en: "PERSON", fr: "PERSONNE"), fit: .truncate) { [persons] account in
                .text(persons[account.person] ?? account.person.description)
            },
            Column("roles", Words(en: "ROLES", fr: "RÔLES")) { .list($0.memberships.map(role)) },
            Column("tier", Words(en: "TIER", fr: "NIVEAU"), alignment: .right) { .number($0.tier) },
            Column("experience_months", Words(en: "MONTHS", fr: "MOIS"), alignment: .right) { [now] account in
                .number(account.months(at: now))
            },
            Column("skills", Words(en: "SKILLS", fr: "COMPÉTENCES"), fit: .truncate) { .list($0.skills) },
            Column("locked", Words(en: "LOCKED", fr: "VERROUILLÉ")) { .bool($0.isLocked) },
        ])
    }

    private func role(_ membership: Membership) -> String {
        let role = membership.role.words[language]
        guard organisations.count > 1 else { return role }
        return "\(role) (\(organisations[membership.organisation] ?? membership.organisation.description))"
    }
}
