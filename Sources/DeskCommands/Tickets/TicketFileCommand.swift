import ArgumentParser
import Commands
import Desk
import DeskStore
import Health
import Report

/// `vigie-desk ticket file`: what a person asks of the desk.
struct TicketFileCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "file",
        abstract: "File what a person asks: an incident, or a request with its checklist.",
        discussion: """
            EXAMPLES
              vigie-desk ticket file "No mail since this morning" --requester ines@example.org --category e-mail
              vigie-desk ticket file "New workstation" --request --requester 12 --item "order" --item "install" --item "explain"
              vigie-desk ticket file "Screen flickers" --requester ines@example.org --host ws-17 --urgency low
              vigie-desk ticket file --template "New colleague" --requester ines@example.org --text "Paul comes on Monday"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "What is asked, in one line; not needed where a template says it.")
    var title: [String] = []

    @Option(
        help: ArgumentHelp("A template of the organisation, by name; what is given beside it wins.", valueName: "name")
    )
    var template: String?

    @Option(help: ArgumentHelp("Who asks: an address, a name or a number.", valueName: "person"))
    var requester: String?

    @Option(help: ArgumentHelp("The workstation that it is about, by name or id.", valueName: "host"))
    var host: String?

    @OptionGroup var options: FilingOptions

    @OptionGroup var organisation: OrganisationOption

    @OptionGroup var output: JSONFlag

    func validate() throws {
        guard template != nil || !title.isEmpty else {
            throw ValidationError("Say what is asked, or name a --template.")
        }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let persons = requester == nil ? [] : try await store.persons(in: console.scope)
            let requester = try requester.map { try persons.named($0) }
            let hosts = host == nil ? [] : try await store.hosts(in: console.scope)
            let host = try host.map { try hosts.named($0) }
            let organisation =
                try await organisation.id(store, console) ?? requester?.organisation ?? host?.organisation ?? .first
            var filing = try await base(store, organisation, console)
            try await options.apply(to: &filing, title: title, store, console)
            (filing.requester, filing.host) = (requester?.id, host?.id)
            let record = try await store.file(filing, by: console.scope, at: console.now())
            let number = record.ticket.number
            guard !output.json else { return try console.print(["number": .number(Double(number))]) }
            try console.print(Words(en: "Ticket \(number): filed.", fr: "Billet \(number)\u{A0}: déposé."))
        }
    }

    /// What the template says; without one, an incident of no words.
    private func base(
        _ store: DeskDatabase,
        _ organisation: OrganisationID,
        _ console: Console
    ) async throws -> Filing {
        guard let template else { return Filing(.incident, organisation: organisation, title: Prose("")) }
        return try await store.templates(in: console.scope).required(template, of: organisation).filing
    }
}
