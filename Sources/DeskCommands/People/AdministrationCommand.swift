import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health

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
            try console.print(
                try await store.administration(limit: limit, in: console.scope),
                table: AdministrationListing.table,
                json: AdministrationListing.table,
                asJSON: output.json,
                empty: Words(en: "Nothing yet.", fr: "Rien pour l'instant.")
            )
        }
    }
}
