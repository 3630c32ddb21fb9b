import ArgumentParser
import Commands
import DeskStore
import Health

/// `vigie-desk outbox retry`: has mails tried again.
struct OutboxRetryCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Have notices that wait for another try or have failed tried again now.",
        discussion: """
            The running server sends them.

            EXAMPLES
              vigie-desk outbox retry 118
              vigie-desk outbox retry --all
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: ArgumentHelp("The notice.", valueName: "number"))
    var notice: Int64?

    @Flag(help: "All of them.")
    var all = false

    func validate() throws {
        guard all == (notice == nil) else { throw ValidationError("Name a notice by its number, or say --all.") }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let count = try await store.retry(notice, by: console.scope, at: console.now())
            let number = console.figures.number(Double(count))
            try console.print(
                Words(en: "Notices to be tried again: \(number).", fr: "Avis à réessayer\u{A0}: \(number).")
            )
        }
    }
}
