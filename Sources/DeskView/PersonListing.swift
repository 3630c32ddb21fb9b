package import Desk
import Health
package import Report

/// Persons as they are listed.
package struct PersonListing: Sendable {
    private let organisations: [OrganisationID: String]

    package init(organisations: [Organisation]) {
        self.organisations = organisations.reduce(into: [:]) { $0[$1.id] = $1.name }
    }

    /// What a program reads: all of it, and what they are told by mail.
    package var json: Listing<Person> {
        Listing(
            table.columns + [
                Column("notices", Words(en: "NOTICES", fr: "AVIS")) {
                    .list(($0.wishes ?? NoticeKind.usual).map(\.word).sorted())
                }
            ]
        )
    }

    package var table: Listing<Person> {
        Listing([
            Column("id", Words(en: "NUMBER", fr: "NUMÉRO"), alignment: .right) { .number($0.id.number) },
            Column("name", Words(en: "NAME", fr: "NOM"), fit: .truncate) { .text($0.name) },
            Column("email", Words(en: "ADDRESS", fr: "ADRESSE"), fit: .truncate) { .text($0.email) },
            Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { [organisations] person in
                .text(organisations[person.organisation] ?? person.organisation.description)
            },
            Column("language", Words(en: "LANGUAGE", fr: "LANGUE")) { .text($0.language.rawValue) },
            Column("expertise", Words(en: "EXPERTISE", fr: "EXPERTISE")) {
                .term($0.expertise.rawValue, $0.expertise.words)
            },
        ])
    }
}
