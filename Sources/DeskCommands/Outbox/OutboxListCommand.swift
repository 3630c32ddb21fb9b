import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Settings

/// `vigie-desk outbox list`: who is to be told of what.
struct OutboxListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the notices that wait or have failed, the newest first.",
        discussion: """
            EXAMPLES
              vigie-desk outbox list
              vigie-desk outbox list --all --json
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var settings: SettingsOption

    @Flag(help: "Also those that were sent or dropped in the last 30 days.")
    var all = false

    @Option(help: "List at most this many.")
    var limit = 100

    @OptionGroup var output: JSONFlag

    func validate() throws {
        guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000000.") }
    }

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let states = all ? Set(Notice.State.allCases) : [.waiting, .failed]
            let notices = try await store.notices(states, limit: limit, in: console.scope)
            let names = NameBook(
                persons: try await store.names(of: NameBook.persons(in: notices), in: console.scope)
            )
            let listing = NoticeListing(console.language, names, now: console.now())
            try console.print(
                notices,
                table: listing.table,
                json: listing.json,
                asJSON: output.json,
                empty: Words(en: "Nothing waits to be sent.", fr: "Rien n'attend d'être envoyé.")
            )
        }
        guard let off = whyOff(console) else { return }
        console.say(off[console.language])
    }

    /// Why no mail is sent, as far as the settings say it; nil where they are not this user's to read.
    private func whyOff(_ console: Console) -> Words? {
        do throws(SettingsErrors) {
            guard try settings.mail(console) == nil else { return nil }
            return Words(
                en: "The desk sends no mail: set 'to' or 'relay' in \(settings.path).",
                fr:
                    "Le centre d'assistance n'envoie pas de courrier\u{A0}: réglez «\u{A0}to\u{A0}» ou «\u{A0}relay\u{A0}» dans \(settings.path)."
            )
        } catch {
            guard error.errors.contains(where: { $0.code != .unreadable }) else { return nil }
            let mistakes = error.errors.map(\.description).joined(separator: "; ")
            return Words(
                en: "The desk sends no mail, for its settings are wrong: \(mistakes)",
                fr:
                    "Le centre d'assistance n'envoie pas de courrier, car ses réglages sont incorrects\u{A0}: \(mistakes)"
            )
        }
    }
}
