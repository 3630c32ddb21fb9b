import Commands
import ArgumentParser
import Desk
import DeskStore
import Report
import Health

/// `vigie-desk search`: tickets by their words.
struct SearchCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find tickets, open or closed, by words.",
        discussion: """
            Finds tickets that hold all the words, or words that begin with them, in what is wrong (English and French), \
            the component, the host, the key and the notes, without regard to case and accents.

            EXAMPLES
              vigie-desk search batterie
              vigie-desk search ws-17 wear --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The words, or their beginnings.")
    var words: [String]

    @OptionGroup var limit: LimitOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let store = try state.open(console)
        let tickets = try await store.search(words.joined(separator: " "), limit: limit.oneMore)
        try limit.print(
            tickets,
            asJSON: output.json,
            empty: Words(en: "No ticket holds these words.", fr: "Aucun billet ne contient ces mots."),
            on: console
        )
        try store.close()
    }
}
