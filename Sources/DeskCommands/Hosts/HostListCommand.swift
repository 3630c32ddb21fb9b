import Commands
import ArgumentParser
import Desk
import DeskStore
import DeskView
import Health

/// `vigie-desk host list`: the hosts that have enrolled.
struct HostListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the hosts that have enrolled.",
        discussion: """
            EXAMPLES
              vigie-desk host list
              vigie-desk host list --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let listing = HostListing(
                open: try await store.unfinishedByHost(in: console.scope),
                organisations: try await store.organisations(in: console.scope),
                figures: console.figures,
                now: console.now()
            )
            try console.print(
                try await store.hosts(in: console.scope),
                table: listing.table,
                json: listing.json,
                asJSON: output.json,
                empty: Words(
                    en: "No host has enrolled. 'vigie-desk token create' makes a token for one.",
                    fr: "Aucun poste n'est inscrit. «\u{A0}vigie-desk token create\u{A0}» fait un jeton pour un poste."
                )
            )
        }
    }
}
