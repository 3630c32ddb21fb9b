import ArgumentParser
import Commands
import Desk
import DeskStore
import Health
import Report

/// `vigie-desk template remove`.
struct TemplateRemoveCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a template; tickets that were filed from it stay as they are.",
        discussion: """
            EXAMPLES
              vigie-desk template remove "New colleague" --organisation "Example Ltd"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var organisation: OrganisationOption

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let organisation = try await organisation.id(store, console) ?? .first
            try await store.removeTemplate(name, of: organisation, by: console.scope, at: console.now())
            let shown = name.printable
            try console.print(Words(en: "Template \(shown): removed.", fr: "Modèle \(shown)\u{A0}: supprimé."))
        }
    }
}
