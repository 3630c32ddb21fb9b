package import Desk
package import Health

extension Impact {
    package var words: Words {
        switch self {
        case .high: Words(en: "the whole organisation", fr: "toute l'organisation")
        case .medium: Words(en: "a site or a group", fr: "un site ou un groupe")
        case .low: Words(en: "one person", fr: "une personne")
        }
    }
}

extension Urgency {
    package var words: Words {
        switch self {
        case .high: Words(en: "work has stopped", fr: "le travail est arrêté")
        case .medium: Words(en: "work is hindered", fr: "le travail est gêné")
        case .low: Words(en: "work goes on", fr: "le travail continue")
        }
    }
}

extension Priority {
    package var words: Words {
        switch self {
        case .p1: Words(en: "P1 critical", fr: "P1 critique")
        case .p2: Words(en: "P2 high", fr: "P2 haute")
        case .p3: Words(en: "P3 normal", fr: "P3 normale")
        case .p4: Words(en: "P4 low", fr: "P4 basse")
        }
    }
}

extension ClockInterval.Reason {
    package var words: Words {
        switch self {
        case .working: Words(en: "working time", fr: "temps ouvré")
        case .rest: Words(en: "break", fr: "pause")
        case .outsideHours: Words(en: "outside working hours", fr: "hors des heures ouvrées")
        case .holiday(let name): Words(en: "holiday: \(name)", fr: "jour férié\u{A0}: \(name)")
        case .paused(let reason):
            Words(en: "waiting for \(reason.words.en)", fr: "en attente\u{A0}: \(reason.words.fr)")
        case .nothingAgreed: Words(en: "nothing agreed", fr: "rien de convenu")
        case .solved: Words(en: "solved", fr: "résolu")
        case .closed: Words(en: "closed", fr: "clos")
        }
    }
}

extension ClockInterval.Reason {
    /// The stable word of the reason, for programs.
    var word: String {
        switch self {
        case .working: "working"
        case .rest: "break"
        case .outsideHours: "outside-hours"
        case .holiday: "holiday"
        case .paused: "paused"
        case .nothingAgreed: "nothing-agreed"
        case .solved: "solved"
        case .closed: "closed"
        }
    }

    /// Which holiday it is, or what is waited for.
    var detail: String? {
        switch self {
        case .holiday(let name): name
        case .paused(let reason): reason.word
        default: nil
        }
    }
}
