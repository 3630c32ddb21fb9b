import Commands
import ArgumentParser
import Desk
import DeskStore
import Health

/// `vigie-desk note`: a person writes in a ticket.
struct NoteCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Write a note in a ticket.",
        discussion: """
            EXAMPLES
              vigie-desk note 118 replacement disk ordered
              vigie-desk note 118 --by marie "The user is away until Monday."
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
    var ticket: Int64

    @Argument(help: "The words of the note.")
    var text: [String]

    @OptionGroup var person: PersonOption

    func run(on console: Console) async throws {
        let store = try state.open(console)
        try await store.note(ticket, text.joined(separator: " "), by: person.name(console), at: console.now())
        let done = Words(en: "Ticket \(ticket): noted.", fr: "Billet \(ticket)\u{A0}: noté.")
        try console.print(done[console.language] + "\n")
        try store.close()
    }
}
