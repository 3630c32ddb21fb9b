import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskWeb
import Health

/// `vigie-desk account invite`: a link with which somebody sets a first password, or a new one.
struct AccountInviteCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Print a link with which an account's password is set.",
        discussion: """
            It is for who has no password yet, or has forgotten it. It is good once and for an hour, and earlier ones are good no more; \
            the password that is there stays until the link is used. It is printed alone on standard output.

            EXAMPLES
              vigie-desk account invite marie
              vigie-desk account invite marie --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The account.")
    var login: String

    @OptionGroup var settings: SettingsOption

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        guard let web = try settings.web() else {
            throw CommandError(
                .failed,
                en: "The desk's pages have no address. 'vigie-desk setup' sets it.",
                fr: "Les pages du centre d'assistance n'ont pas d'adresse. «\u{A0}vigie-desk setup\u{A0}» la définit."
            )
        }
        try await state.writing(console) { store in
            let account = try await store.technician(login, in: console.scope)
            try await PasswordLink(for: account, at: web.address, store, console)
                .print(on: console, asJSON: output.json)
        }
    }
}
