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
        let message = MailMessage(
            id: MessageID(
                mail: 0,
                store: hexadecimal(randomBytes(count: 16, using: &generator)),
                domain: from.address.domain
            ),
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
