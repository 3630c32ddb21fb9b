package import Desk
package import Health

extension Term<NoticeKinds> {
    /// What has happened, as a mail's subject says it.
    package var words: Words {
        switch self {
        case .newCritical: Words(en: "new and critical", fr: "nouveau et critique")
        case .filed: Words(en: "filed", fr: "déposé")
        case .assigned: Words(en: "given to you", fr: "vous est confié")
        case .replied: Words(en: "answer", fr: "réponse")
        case .passed: Words(en: "passed on", fr: "transmis")
        case .breachNear: Words(en: "time is running out", fr: "échéance proche")
        case .solved: Words(en: "solved", fr: "résolu")
        case .digest: Words(en: "daily digest", fr: "bilan du jour")
        case .weekly: Words(en: "weekly report", fr: "rapport de la semaine")
        default: Words(en: word, fr: word)
        }
    }
}

extension Notice.State {
    package var words: Words {
        switch self {
        case .waiting: Words(en: "waiting", fr: "en attente")
        case .sent: Words(en: "sent", fr: "envoyé")
        case .failed: Words(en: "failed", fr: "échec")
        case .dropped: Words(en: "dropped", fr: "abandonné")
        }
    }
}

extension Ticket {
    /// What it is about without any figure of the moment: the title of its mails.
    func title(in language: Language) -> String {
        condition?.knownRule?.words[language] ?? condition?.rule ?? summary(in: language)
    }
}
