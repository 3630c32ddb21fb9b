import ArgumentParser
import Commands
import Desk
import DeskServer
import DeskStore
import DeskWeb
import Health

/// `vigie-desk setup`: from nothing to somebody who can sign in.
struct SetupCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Set up the pages: their address, the organisation and its first administrator.",
        discussion: """
            At a terminal it asks for what no option says. It makes the ticket store and the certificate authority where there are none, \
            writes the address into web.conf beside the settings, and prints a link with which the administrator sets a \
            password: good once, and for an hour. The link is printed alone on standard output, and the desk keeps only the \
            hash of its code.

            What is there already stays as it is, so that it can be run again for another link.

            EXAMPLES
              vigie-desk setup
              vigie-desk setup --address https://desk.example.org:7118 --organisation "Example Ltd" \
            --administrator "Anne Example" --email anne@example.org --login anne
              vigie-desk setup --login anne --json      (another link)
            """
    )

    @OptionGroup var state: StateOption

    @Option(
        help: ArgumentHelp("Where people reach the pages, such as https://desk.example.org:7118.", valueName: "url")
    )
    var address: String?

    @Option(help: ArgumentHelp("The name of the first organisation.", valueName: "name"))
    var organisation: String?

    @Option(help: ArgumentHelp("The name of the first administrator.", valueName: "name"))
    var administrator: String?

    @Option(help: ArgumentHelp("Where mail reaches them.", valueName: "address"))
    var email: String?

    @Option(help: "What they sign in as: small letters, digits, dots, hyphens and underscores.")
    var login: String?

    @Option(help: "Their language: en or fr (default: that of this command).")
    var language: Language?

    @OptionGroup var settings: SettingsOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let known = try settings.load()
        let present = try await state.looking(console) { try await DeskPresent($0, console) }
        let plan = try plan(try known.web()?.address, present ?? DeskPresent(), console)
        let web = try settings.web(known, at: plan.address)

        // Nothing is changed before all is known; and the settings are root's, the store is not.
        let owner = Owner(of: state.path(console))
        if plan.isNewAddress { try settings.write(plan.address, for: owner) }
        let store = try state.openOrMake(console)
        // From here on as the desk itself, which must be able to read them.
        _ = try settings.load()
        var generator = SystemRandomNumberGenerator()
        _ = try await AuthorityFolder(stateDirectory: state.path(console)).authority(using: &generator)
        let account = try await plan.perform(on: store, by: console.scope, at: console.now())

        for words in plan.done(writtenTo: settings.webFile) + (web?.remarks ?? []) {
            console.say(words[console.language])
        }
        if plan.isNewAddress { console.say(Self.start(isNew: present == nil)[console.language]) }
        try await PasswordLink(for: account, at: plan.address, store, console).print(on: console, asJSON: output.json)
        try store.close()
    }

    /// What is to be made, by what is there, what the options say, and what a person at a terminal answers.
    private func plan(_ known: WebAddress?, _ present: DeskPresent, _ console: Console) throws -> SetupPlan {
        var questions = Questions(console)
        let usual = WebAddress(host: console.hostName).description
        let address = try known?.description ?? questions.answer(.address, address, default: usual)
        let isFirst = present.administrators.isEmpty
        var name = present.organisation.name
        if present.isUnnamed, isFirst || organisation != nil {
            name = try questions.answer(.organisation, organisation)
        }
        let administrator: SetupPlan.Administrator =
            isFirst
            ? try newAdministrator(present, &questions, console)
            : .present(try present.administrator(login, &questions))
        try questions.requireAll()
        if case .new(let person, let login) = administrator { try present.requireFree(login, person.id) }
        guard let address = WebAddress(address) else { throw Question.noAddress }
        return SetupPlan(
            address: address,
            isNewAddress: known == nil,
            organisation: name,
            isNewName: name != present.organisation.name,
            administrator: administrator
        )
    }

    private func newAdministrator(
        _ present: DeskPresent,
        _ questions: inout Questions,
        _ console: Console
    ) throws -> SetupPlan.Administrator {
        let name = try questions.answer(.administrator, administrator)
        let email = try questions.answer(.email, email)
        let login = try questions.answer(.login, login)
        let person = Person(
            id: .unknown,
            organisation: .first,
            name: name,
            email: email,
            language: language ?? console.language
        )
        return .new(present.person(email) ?? person, login: login)
    }

    private static func start(isNew: Bool) -> Words {
        isNew
            ? Words(
                en: "Start the desk: systemctl enable --now vigie-desk",
                fr: "Lancez le centre d'assistance\u{A0}: systemctl enable --now vigie-desk"
            )
            : Words(
                en: "A desk that runs takes up the address when it is restarted: systemctl restart vigie-desk",
                fr:
                    "Un centre d'assistance en marche prend l'adresse en compte à son redémarrage\u{A0}: systemctl restart vigie-desk"
            )
    }
}
