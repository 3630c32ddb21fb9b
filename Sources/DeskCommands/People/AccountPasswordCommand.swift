import ArgumentParser
import Commands
import Desk
import DeskServer
import DeskStore
import Health

/// `vigie-desk account password`: what an account signs in with.
struct AccountPasswordCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Set the password of an account.",
        discussion: """
            At a terminal it is asked for twice, and not shown; otherwise it is one line of standard input. It is kept as its scrypt \
            hash alone.

            EXAMPLES
              vigie-desk account password marie
              vigie-desk account password marie <password-file
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The account.")
    var login: String

    func run(on console: Console) async throws {
        // Who is not there is not asked for a password.
        let account = try await state.reading(console) { try await $0.technician(login, in: console.scope) }
        let password = try HiddenInput().map { try Self.typed(at: $0, of: account, console) } ?? readLine() ?? ""
        guard password.count >= PasswordHasher.shortest, password.utf8.count <= PasswordHasher.limit else {
            throw CommandError(
                .failed,
                en:
                    "A password has at least \(PasswordHasher.shortest) characters and at most \(PasswordHasher.limit) bytes.",
                fr:
                    "Un mot de passe compte au moins \(PasswordHasher.shortest) caractères et au plus \(PasswordHasher.limit) octets."
            )
        }
        let hash = try await PasswordHasher().hash(password)
        try await state.writing(console) { store in
            try await store.setPassword(hash, of: account.person, by: console.scope, at: console.now())
            try console.print(
                Words(en: "Account \(login): password set.", fr: "Compte \(login)\u{A0}: mot de passe défini.")
            )
        }
    }

    /// What a person types twice alike.
    static func typed(at terminal: HiddenInput, of account: Account, _ console: Console) throws(CommandError) -> String
    {
        let login = account.login
        let prompts = [
            Words(en: "New password of \(login):", fr: "Nouveau mot de passe de \(login)\u{A0}:"),
            Words(en: "The same once more:", fr: "Le même encore une fois\u{A0}:"),
        ]
        let lines = try terminal.lines(after: prompts.map { $0[console.language] }, say: console.say)
        guard let password = lines.first, lines.allSatisfy({ $0 == password }) else {
            throw CommandError(
                .failed,
                en: "The two passwords differ. None was set; type them again.",
                fr: "Les deux mots de passe diffèrent. Aucun n'a été défini\u{A0}; saisissez-les de nouveau."
            )
        }
        return password
    }
}
