import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk administration`: what administrators did.
struct AdministrationCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "administration",
        abstract: "List what administrators did, the newest first.",
        discussion: """
            EXAMPLES
              vigie-desk administration --limit 20
            """
    )

    @OptionGroup var state: StateOption

    @Option(help: "List at most this many.")
    var limit = 100

    @OptionGroup var output: JSONFlag

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000000.") }
    }

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let listing = Listing<AdministrationEntry>([
                Column("at", Words(en: "WHEN", fr: "QUAND")) { .time($0.at) },
                Column("author", Words(en: "WHO", fr: "QUI")) { .text($0.author.description) },
                Column("action", Words(en: "WHAT", fr: "QUOI")) { .text($0.action) },
                Column("details", Words(en: "DETAILS", fr: "DÉTAILS"), fit: .wrap) { .text($0.details.description) },
            ])
            try console.print(
                try await store.administration(limit: limit, in: console.scope),
                table: listing,
                json: listing,
                asJSON: output.json,
                empty: Words(en: "Nothing yet.", fr: "Rien pour l'instant.")
            )
        }
    }
}
