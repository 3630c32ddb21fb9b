import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health

/// How many tickets are listed at most.
struct LimitOption: ParsableArguments {
    @Option(help: "List at most this many.")
    var limit = 100

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000000.") }
    }

    /// What to ask a store for, to see whether there are more.
    var oneMore: Int { limit + 1 }

    /// Prints the tickets up to the limit, and says when there are more, and how to get the next page where the command has pages.
    func print(
        _ tickets: [Ticket],
        from store: DeskDatabase,
        asJSON: Bool,
        empty: Words,
        isPaged: Bool = false,
        on console: Console
    ) async throws {
        let shown = Array(tickets.prefix(limit))
        let names = try await NameBook(of: shown, from: store, in: console.scope)
        let listing = TicketListing(console.language, names, now: console.now())
        try console.print(shown, table: listing.table(of: shown), json: listing.json, asJSON: asJSON, empty: empty)
        guard tickets.count > limit, !asJSON, let last = shown.last?.number else { return }
        let next = isPaged ? Words(en: ", --before \(last) the next", fr: ", --before \(last) les suivants") : nil
        let more = Words(
            en: "These are the newest \(limit); --limit shows more\(next?.en ?? "").",
            fr: "Voici les \(limit) plus récents\u{A0}; --limit en montre plus\(next?.fr ?? "")."
        )
        console.say(more[console.language])
    }
}
