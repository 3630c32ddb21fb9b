import Commands
import ArgumentParser
import Desk
import DeskServer
import DeskStore
import DeskView
import Health
import Report
import Wire

/// `vigie-desk token`: what lets a new host in.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Let new hosts in.",
        subcommands: [Create.self]
    )

    /// `vigie-desk token create`.
    struct Create: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make a token with which hosts enrol.",
            discussion: """
                The token names the desk's address and certificate authority and holds a secret, which is shown this once: \
                the desk keeps only its hash. It is printed alone on standard output. The address must be one of those \
                that 'serve' was given.

                EXAMPLES
                  vigie-desk token create --address desk.example.org:7117
                  vigie-desk token create --uses 40 --lifetime 7d --organisation "Example Ltd" --site Lyon
                """
        )

        @OptionGroup var state: StateOption

        @Option(
            help: ArgumentHelp(
                "Where hosts reach this desk (default: this machine's name, port \(DeskAddress.standardPort)).",
                valueName: "host:port"
            )
        )
        var address: DeskAddress?

        @Option(help: "How many hosts may enrol with it.")
        var uses = 1

        @Option(help: ArgumentHelp("For how long it can be used.", valueName: "time"))
        var lifetime = Span(seconds: 86_400)

        @OptionGroup var organisation: OrganisationOption

        @Option(help: ArgumentHelp("The site to which those hosts belong, by name or number.", valueName: "site"))
        var site: String?

        @OptionGroup var output: JSONFlag

        func validate() throws {
            guard (1...1_000_000).contains(uses) else { throw ValidationError("--uses is a number from 1 to 1000000.") }
        }

        func run(on console: Console) async throws {
            guard let address = address ?? DeskAddress(argument: console.hostName) else {
                throw ValidationError("This machine's name is no address. Give one with --address.")
            }
            let store = try state.openOrMake(console)
            let maker = TokenMaker(stateDirectory: state.path(console))
            let draft = try await maker.make(at: address)
            var kept = Token(
                hash: draft.hash,
                address: address.description,
                usesLeft: uses,
                expiresAt: console.now().advanced(by: lifetime.seconds),
                organisation: try await organisation.id(store, console) ?? .first
            )
            if let site { kept.site = try await store.sites(in: console.scope).named(site, of: kept.organisation).id }
            try await store.create(kept, by: console.scope, at: console.now())
            try show(TokenSheet(kept, text: draft.text, authority: draft.authority), draft.text, on: console)
            let isCovered = await maker.covers(address)
            if !(isCovered ?? DeskAddress.ofThisMachine(console).contains(address.host)) { warn(address, on: console) }
            try store.close()
        }

        /// Agents trust the authority and not the name, so this finds slips of the pen, and what other programs would stumble over.
        private func warn(_ address: DeskAddress, on console: Console) {
            let host = address.host
            let words = Words(
                en:
                    "Warning: the desk's certificate does not name \(host). Is this the desk's address? To have it named, start the "
                    + "desk with --address \(host) (systemctl edit vigie-desk).",
                fr:
                    "Attention\u{A0}: le certificat du centre d'assistance ne porte pas le nom \(host). Est-ce bien son adresse\u{A0}? "
                    + "Pour qu'il le porte, lancez-le avec --address \(host) (systemctl edit vigie-desk)."
            )
            console.say(words[console.language].printable)
        }

        private func show(_ sheet: TokenSheet, _ text: String, on console: Console) throws {
            guard !output.json else { return try console.print(sheet.json) }
            try console.print(text + "\n")
            console.say(sheet.hint(console.figures))
        }
    }
}
