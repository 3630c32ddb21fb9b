import Desk
package import Health
package import Mail
import NIOPosix

extension DeskMail {
    /// Sends one mail that says that mail works, and says what became of it.
    package func sendTrial(
        to address: EmailAddress,
        in language: Language,
        at now: Timestamp
    ) async throws -> Outcome {
        var generator = SystemRandomNumberGenerator()
        let random = hexadecimal(randomBytes(count: 16, using: &generator))
        guard let names = MailNames(store: random, domain: from.address.domain) else {
            return .putOff(Trouble(.library))
        }
        let message = MailMessage(
            id: names.mail(0),
            date: now,
            from: from,
            to: [Mailbox(address)],
            subject: Words(en: "[Vigie] Test", fr: "[Vigie] Essai")[language],
            text: Words(
                en: "The desk's mail reaches you. Nothing is to be done.\n",
                fr: "Le courrier du centre d'assistance vous parvient. Il n'y a rien à faire.\n"
            )[language],
            language: language
        )
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let deliveries = try await threads.runIfActive { [relay] in Mailer(relay).deliver([message]) }
        try await threads.shutdownGracefully()
        return deliveries.first?.outcomes.first ?? .putOff(Trouble(.library))
    }
}
