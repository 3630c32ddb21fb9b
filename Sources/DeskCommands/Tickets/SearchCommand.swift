import Commands
import ArgumentParser
import Desk
import DeskStore
import Health

/// `vigie-desk search`: tickets by their words.
struct SearchCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find tickets, open or closed, by words and fields.",
        discussion: """
            Finds tickets that hold all the words, the last one also as the beginning of one, in what is wrong or asked (English and \
            French), the component, the host, the key and what people wrote, without regard to case and accents. Words in quotes \
            stand one after the other; a number alone, 118 or #118, is a ticket's too.

            \(QueryWords.fields)

            EXAMPLES
              vigie-desk search batterie
              vigie-desk search ws-17 wear --json
              vigie-desk search disk host:ws-17 state:open
              vigie-desk search p:p1 who:nobody 'site:"Salle 2"'
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "Words and fields; of the last word the beginning will do.")
    var words: [String]

    @OptionGroup var limit: LimitOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let query = try await QueryWords.query(words, store, in: console.scope)
            try await limit.print(
                try await store.search(query, limit: limit.oneMore, in: console.scope),
                from: store,
                asJSON: output.json,
                empty: Words(en: "No ticket holds these words.", fr: "Aucun billet ne contient ces mots."),
                on: console
            )
        }
    }
}
