import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk category list`.
struct CategoryListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the categories that every organisation has, and then those of its own.",
        discussion: """
            EXAMPLES
              vigie-desk category list
              vigie-desk category list --organisation "Example Ltd" --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var organisation: OrganisationOption

    @OptionGroup var output: JSONFlag

    /// A category, what people call it, and whose it is; nil: everybody's.
    private typealias Row = (word: String, name: Words, organisation: String?)

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let wanted = try await organisation.id(store, console)
            let organisations = try await store.organisations(in: console.scope).reduce(into: [:]) {
                $0[$1.id] = $1.name
            }
            let known: [Row] = Desk.Category.known.map { ($0.word, $0.words, nil) }
            let own: [Row] = try await store.categories(in: console.scope).compactMap { own in
                guard wanted.map({ $0 == own.organisation }) ?? true else { return nil }
                return (own.category.word, own.name, organisations[own.organisation] ?? own.organisation.description)
            }
            let listing = Self.listing
            try console.print(
                known + own,
                table: listing,
                json: listing,
                asJSON: output.json,
                empty: Words(en: "There is none.", fr: "Il n'y en a aucune.")
            )
        }
    }

    private static var listing: Listing<Row> {
        Listing([
            Column("category", Words(en: "CATEGORY", fr: "CATÉGORIE")) { .text($0.word) },
            Column("name_en", Words(en: "IN ENGLISH", fr: "EN ANGLAIS"), fit: .truncate) { .text($0.name.en) },
            Column("name_fr", Words(en: "IN FRENCH", fr: "EN FRANÇAIS"), fit: .truncate) { .text($0.name.fr) },
            Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { .text($0.organisation) },
        ])
    }
}
