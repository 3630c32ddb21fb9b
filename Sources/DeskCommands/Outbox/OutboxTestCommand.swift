import ArgumentParser
import Commands
import DeskServer
import Health
import Mail
import Settings

/// `vigie-desk outbox test`: one mail by the settings as they are.
struct OutboxTestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send one mail by the desk's settings, and say what the relay answers.",
        discussion: """
            Exit status: 0 the relay has taken it, 1 it refuses it or the settings are wrong, 75 try again later.

            EXAMPLES
              vigie-desk outbox test help@example.org
              vigie-desk outbox test help@example.org --config ./desk.conf
            """
    )

    @Argument(help: "Where it goes.")
    var address: String

    @OptionGroup var settings: SettingsOption

    func run(on console: Console) async throws {
        guard let mail = try settings.mail(console) else {
            throw CommandError(
                .failed,
                en: "No mail is set up. Set 'to' or 'relay' in \(settings.path).",
                fr:
                    "Aucun envoi de courriel n'est configuré. Réglez «\u{A0}to\u{A0}» ou «\u{A0}relay\u{A0}» dans \(settings.path)."
            )
        }
        let recipient: EmailAddress
        do throws(EmailAddress.Fault) {
            recipient = try EmailAddress(address)
        } catch {
            throw CommandError(
                .failed,
                en: "\(address) cannot be sent to. \(error.words.en)",
                fr: "Rien ne peut être envoyé à \(address). \(error.words.fr)"
            )
        }
        switch try await mail.sendTrial(to: recipient, in: console.language, at: console.now()) {
        case .delivered(let reply):
            try console.print(
                Words(
                    en: "\(mail.relay.host) has taken the mail to \(recipient): \(reply)",
                    fr: "\(mail.relay.host) a accepté le courriel pour \(recipient)\u{A0}: \(reply)"
                )
            )
        case .refused(let reply):
            throw CommandError(
                .failed,
                en: "\(mail.relay.host) refuses the mail to \(recipient): \(reply)",
                fr: "\(mail.relay.host) refuse le courriel pour \(recipient)\u{A0}: \(reply)"
            )
        case .putOff(let trouble), .unknown(let trouble):
            throw CommandError(
                .tryLater,
                en: "\(trouble.words.en) \(trouble.advice.en)",
                fr: "\(trouble.words.fr) \(trouble.advice.fr)",
                cause: trouble.reply?.description ?? trouble.detail
            )
        }
    }
}
