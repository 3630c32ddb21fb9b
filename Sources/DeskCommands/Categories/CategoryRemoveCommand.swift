import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk category remove`.
struct CategoryRemoveCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a category of an organisation's own; tickets keep its word.",
        discussion: """
            EXAMPLES
              vigie-desk category remove payroll --organisation "Example Ltd"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Its word.")
    var category: Desk.Category

    @OptionGroup var organisation: OrganisationOption

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let organisation = try await organisation.id(store, console) ?? .first
            try await store.remove(category, of: organisation, by: console.scope, at: console.now())
            try console.print(
                Words(en: "Category \(category): removed.", fr: "Catégorie \(category)\u{A0}: supprimée.")
            )
        }
    }
}
