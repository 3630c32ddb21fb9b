import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk person change`: what the desk knows of a person.
struct PersonChangeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the name, address, language, expertise or mails of a person.",
        discussion: """
            What is not named stays as it is.

            EXAMPLES
              vigie-desk person change ines@example.org --language fr --expertise experienced
              vigie-desk person change 12 --name "Inès Example" --no-email
              vigie-desk person change marie@example.org --notices assigned,replied,digest
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Whom: an address, a number, or a name.")
    var person: String

    @Option(help: "Their name from now on.")
    var name: String?

    @Option(help: ArgumentHelp("Where mail reaches them from now on.", valueName: "address"))
    var email: String?

    @Flag(name: .customLong("no-email"), help: "No mail reaches them any more.")
    var hasNoEmail = false

    @Option(help: "The language in which they are written to: en or fr.")
    var language: Language?

    @Option(help: "How much they know of computers.")
    var expertise: Expertise?

    @Option(help: WishesArgument.help)
    var notices: WishesArgument?

    func validate() throws {
        guard email == nil || !hasNoEmail else { throw ValidationError("Say --email or --no-email, not both.") }
        guard name != nil || email != nil || hasNoEmail || language != nil || expertise != nil || notices != nil
        else {
            throw ValidationError(
                "Say what is to change: --name, --email, --no-email, --language, --expertise or --notices."
            )
        }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            var known = try await store.persons(in: console.scope).named(person)
            known.name = name ?? known.name
            known.email = hasNoEmail ? nil : email ?? known.email
            known.language = language ?? known.language
            known.expertise = expertise ?? known.expertise
            if let notices { known.wishes = notices.kinds }
            try await store.change(known, by: console.scope, at: console.now())
            try console.print(Words(en: "Person \(known.id): changed.", fr: "Personne \(known.id)\u{A0}: modifiée."))
        }
    }
}
