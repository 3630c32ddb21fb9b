import ArgumentParser
import Commands
import Desk
import DeskStore
import Health
import Report

/// `vigie-desk template add`.
struct TemplateAddCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a template, from which 'ticket file --template' files.",
        discussion: """
            It is a request unless --incident says otherwise. To change one, remove it and add it anew; tickets that were filed from it stay as they are.

            EXAMPLES
              vigie-desk template add "New colleague" --category installation --item account --item mailbox --item workstation
              vigie-desk template add "Printer" --incident --title "The printer does not print" --category hardware --impact medium
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Its name.")
    var name: String

    @Option(help: ArgumentHelp("What is asked, in one line; otherwise the name.", valueName: "text"))
    var title: String?

    @OptionGroup var options: FilingOptions

    @OptionGroup var organisation: OrganisationOption

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let organisation = try await organisation.id(store, console) ?? .first
            var filing = Filing(.request, organisation: organisation, title: Prose(title ?? name))
            try await options.apply(to: &filing, title: [], store, console)
            try await store.add(RequestTemplate(name, filing), by: console.scope, at: console.now())
            let shown = name.printable
            try console.print(Words(en: "Template \(shown): added.", fr: "Modèle \(shown)\u{A0}: ajouté."))
        }
    }
}
