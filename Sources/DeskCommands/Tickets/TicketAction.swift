import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// What every command that changes a ticket is told.
struct TicketOptions: ParsableArguments {
    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The ticket.", valueName: "number"))
    var ticket: Int64

    @Option(
        name: .customLong("if-version"),
        help: ArgumentHelp(
            "Do it only where the ticket is still at this version, as 'ticket show --json' prints it.",
            valueName: "number"
        )
    )
    var version: Int64?

    /// Does it, and says that it is done.
    func perform(
        on console: Console,
        done: Words,
        _ action: (DeskDatabase) async throws -> Action
    ) async throws {
        try await state.writing(console) { store in
            let action = try await action(store)
            let record = try await store.perform(
                action,
                on: ticket,
                version: version,
                by: console.scope,
                at: console.now()
            )
            let said = Words(en: "Ticket \(ticket): \(done.en).", fr: "Billet \(ticket)\u{A0}: \(done.fr).")
            try console.print(said)
            switch action {
            case .assign, .pass: try await store.warnOfExperience(record.ticket, on: console)
            default: break
            }
        }
    }
}

extension [String] {
    /// The words that a person typed.
    var prose: Prose { Prose(joined(separator: " ")) }
}
