import Commands
import Desk
import DeskServer
import Health
import Report

/// A link with which the password of an account is chosen, as commands make and print it.
struct PasswordLink {
    private let account: Account
    private let address: WebAddress
    private let invitation: Invitation

    /// Makes a link, which takes the place of earlier ones.
    init(for account: Account, at address: WebAddress, _ store: some SignInStore, _ console: Console) async throws {
        guard !account.isLocked else {
            let login = account.login
            throw CommandError(
                .failed,
                en: "Account \(login) is locked. 'vigie-desk account lock \(login) --undo' unlocks it.",
                fr:
                    "Le compte \(login) est verrouillé. «\u{A0}vigie-desk account lock \(login) --undo\u{A0}» le déverrouille."
            )
        }
        var generator = SystemRandomNumberGenerator()
        invitation = Invitation(at: console.now(), using: &generator)
        (self.account, self.address) = (account, address)
        try await store.invite(
            account.person,
            code: invitation.digest,
            until: invitation.end,
            by: console.scope,
            at: console.now()
        )
    }

    /// Prints the link alone on standard output; what it is for is said beside.
    func print(on console: Console, asJSON: Bool) throws {
        let link = invitation.link(at: address)
        guard !asJSON else {
            return try console.print([
                "address": .string(address.description),
                "login": .string(account.login),
                "link": .string(link),
                "expires_at": .string(invitation.end.description),
            ])
        }
        let end = console.figures.time(invitation.end)
        let hint = Words(
            en: "Whoever opens this link sets the password of \(account.login). It is good once, until \(end):",
            fr:
                "Qui ouvre ce lien définit le mot de passe de \(account.login). Il sert une seule fois, jusqu'au \(end)\u{A0}:"
        )
        console.say(hint[console.language])
        try console.print(link + "\n")
    }
}
