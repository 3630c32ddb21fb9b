import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView

/// `vigie-desk template show`.
struct TemplateShowCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a template with all of its words.",
        discussion: """
            EXAMPLES
              vigie-desk template show "New colleague"
              vigie-desk template show "New colleague" --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var organisation: OrganisationOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let organisation = try await organisation.id(store, console) ?? .first
            let template = try await store.templates(in: console.scope).required(name, of: organisation)
            let sheet = TemplateSheet(template, NameBook(categories: try await store.categories(in: console.scope)))
            if output.json {
                try console.print(sheet.json)
            } else {
                try console.print(sheet.text(in: console.language))
            }
        }
    }
}
