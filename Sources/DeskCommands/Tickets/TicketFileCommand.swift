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
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "What is asked, in one line.")
    var title: [String]

    @Option(help: ArgumentHelp("Who asks: an address, a name or a number.", valueName: "person"))
    var requester: String?

    @Flag(help: "Something is wanted; otherwise something does not work.")
    var request = false

    @Option(help: ArgumentHelp("What it is about.", valueName: "word"))
    var category: Desk.Category?

    @Option(help: ArgumentHelp("The workstation that it is about, by name or id.", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("All that there is to say.", valueName: "text"))
    var text: String?

    @Option(help: "How many it hinders.")
    var impact = Impact.low

    @Option(help: "How pressing it is.")
    var urgency = Urgency.medium

    @Option(help: ArgumentHelp("An item of the checklist; may be given several times.", valueName: "text"))
    var item: [String] = []

    @OptionGroup var organisation: OrganisationOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let persons = requester == nil ? [] : try await store.persons(in: console.scope)
            let requester = try requester.map { try persons.named($0) }
            let hosts = host == nil ? [] : try await store.hosts(in: console.scope)
            let host = try host.map { try hosts.named($0) }
            let filing = Filing(
                request ? .request : .incident,
                organisation: try await organisation.id(store, console)
                    ?? requester?.organisation ?? host?.organisation ?? .first,
                title: title.prose,
                description: text.map { Prose($0) },
                requester: requester?.id,
                host: host?.id,
                category: category,
                impact: impact,
                urgency: urgency,
                checklist: item.map { Prose($0) }
            )
            let record = try await store.file(filing, by: console.scope, at: console.now())
            let number = record.ticket.number
            guard !output.json else { return try console.print(["number": .number(Double(number))]) }
            try console.print(Words(en: "Ticket \(number): filed.", fr: "Billet \(number)\u{A0}: déposé."))
        }
    }
}
