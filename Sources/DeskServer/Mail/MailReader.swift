import Desk
import Health
import Mail

/// Who reads a mail: where, in which language, and how far they see.
struct MailReader {
    let mailbox: Mailbox
    let language: Language
    let scope: Scope

    /// The reader of a mail; nil where nobody is to be written to any more.
    ///
    /// - Throws: what is wrong with their address.
    init?(of outgoing: OutgoingMail, by mail: DeskMail) throws(EmailAddress.Fault) {
        guard outgoing.notices.first?.recipient != .desk else {
            guard let address = mail.desk else { return nil }
            (mailbox, language, scope) = (Mailbox(address), mail.language, .desk)
            return
        }
        guard let person = outgoing.reader, let email = person.email, person.forgottenAt == nil else { return nil }
        mailbox = Mailbox(try EmailAddress(email), name: person.name)
        language = person.language
        // Who works here no more may still have asked for something.
        let account = outgoing.account.flatMap { $0.isLocked ? nil : $0 }
        scope = account.map { Scope($0) } ?? Scope(requester: person.id)
    }
}
