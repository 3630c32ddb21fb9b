import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk template list`.
struct TemplateListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the templates.",
        discussion: """
            EXAMPLES
              vigie-desk template list
              vigie-desk template list --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var organisation: OrganisationOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let wanted = try await organisation.id(store, console)
            let templates = try await store.templates(in: console.scope).filter { template in
                wanted.map { $0 == template.organisation } ?? true
            }
            let names = NameBook(categories: try await store.categories(in: console.scope))
            let organisations = try await store.organisations(in: console.scope)
            let listing = Self.listing(names, organisations.reduce(into: [:]) { $0[$1.id] = $1.name })
            try console.print(
                templates,
                table: listing,
                json: listing,
                asJSON: output.json,
                empty: Words(
                    en: "There is none. 'vigie-desk template add' adds one.",
                    fr: "Il n'y en a aucun. «\u{A0}vigie-desk template add\u{A0}» en ajoute un."
                )
            )
        }
    }

    private static func listing(
        _ names: NameBook,
        _ organisations: [OrganisationID: String]
    ) -> Listing<RequestTemplate> {
        Listing([
            Column("name", Words(en: "TEMPLATE", fr: "MODÈLE")) { .text($0.name) },
            Column("type", Words(en: "TYPE", fr: "TYPE")) { .term($0.filing.type.word, $0.filing.type.words) },
            Column("category", Words(en: "CATEGORY", fr: "CATÉGORIE")) { template in
                template.filing.category.map { .term($0.word, names.words(of: $0, in: template.organisation)) } ?? .null
            },
            Column("title", Words(en: "TITLE", fr: "TITRE"), fit: .truncate) { .text($0.filing.title.text) },
            Column("items", Words(en: "ITEMS", fr: "POINTS"), alignment: .right) {
                .number($0.filing.checklist.count)
            },
            Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { template in
                .text(organisations[template.organisation] ?? template.organisation.description)
            },
        ])
    }
}
