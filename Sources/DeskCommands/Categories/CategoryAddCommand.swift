import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk category add`.
struct CategoryAddCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a category of an organisation's own.",
        discussion: """
            EXAMPLES
              vigie-desk category add payroll --en "payroll" --fr "paie" --organisation "Example Ltd"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Its word: small letters and hyphens.")
    var category: Desk.Category

    @Option(help: ArgumentHelp("What people call it in English.", valueName: "name"))
    var en: String

    @Option(help: ArgumentHelp("What people call it in French.", valueName: "name"))
    var fr: String

    @OptionGroup var organisation: OrganisationOption

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let organisation = try await organisation.id(store, console) ?? .first
            let own = OwnCategory(category, of: organisation, name: Words(en: en, fr: fr))
            try await store.add(own, by: console.scope, at: console.now())
            try console.print(Words(en: "Category \(category): added.", fr: "Catégorie \(category)\u{A0}: ajoutée."))
        }
    }
}
