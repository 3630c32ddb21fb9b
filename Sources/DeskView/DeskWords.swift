package import Desk
package import Health
import Report

extension Ticket {
    /// What the people of a tier are.
    package static func words(tier: Int) -> Words {
        switch tier {
        case 1: Words(en: "1, support", fr: "1, assistance")
        case 2: Words(en: "2, administrator", fr: "2, administration")
        case 3: Words(en: "3, engineer", fr: "3, ingénierie")
        case 4: Words(en: "4, architect", fr: "4, architecture")
        default: Words(en: "\(tier)", fr: "\(tier)")
        }
    }

    /// One line for a person: what is wrong, or what is asked.
    package func summary(in language: Language) -> String {
        switch subject {
        case .condition(let condition): condition.summary(in: language)
        case .matter(let matter): matter.title.text ?? Prose.blanked[language]
        }
    }
}

extension Prose {
    /// What stands in the place of words that were blanked.
    package static let blanked = Words(en: "(removed)", fr: "(supprimé)")
}

extension HostClass {
    package var words: Words {
        switch self {
        case .alwaysOn: Words(en: "always on", fr: "toujours allumé")
        case .desktop: Words(en: "desktop", fr: "fixe")
        case .laptop: Words(en: "laptop", fr: "portable")
        case .virtual: Words(en: "virtual", fr: "virtuel")
        }
    }
}

extension Term<TicketTypes> {
    package var words: Words {
        words(among: [
            "incident": Words(en: "incident", fr: "incident"), "request": Words(en: "request", fr: "demande"),
        ])
    }
}

extension Term<PendingReasons> {
    package var words: Words {
        words(among: [
            "requester": Words(en: "the requester's answer", fr: "la réponse du demandeur"),
            "supplier": Words(en: "a supplier", fr: "un fournisseur"),
            "parts": Words(en: "a part", fr: "une pièce"),
            "approval": Words(en: "an approval", fr: "une approbation"),
            "appointment": Words(en: "an appointment", fr: "un rendez-vous"),
            "colleague": Words(en: "another team", fr: "une autre équipe"),
            "other": Words(en: "something else", fr: "autre chose"),
        ])
    }
}

extension Term<ClosingReasons> {
    package var words: Words {
        words(among: [
            "recovered": Words(en: "recovered", fr: "rétabli"),
            "accepted": Words(en: "accepted", fr: "accepté"),
            "overridden": Words(en: "without cause and solution", fr: "sans cause ni solution"),
        ])
    }
}

extension Term<Links> {
    package var words: Words {
        words(among: [
            "related": Words(en: "related to", fr: "lié à"),
            "duplicate-of": Words(en: "duplicate of", fr: "doublon de"),
            "caused-by": Words(en: "caused by", fr: "causé par"),
            "part-of": Words(en: "part of", fr: "partie de"),
        ])
    }
}

extension Term<CustomerServices> {
    package var words: Words {
        words(among: [
            "listened": Words(en: "listened", fr: "écoute"),
            "explained": Words(en: "explained", fr: "explication"),
            "trained": Words(en: "trained", fr: "formation"),
        ])
    }
}

extension Expertise {
    package var words: Words {
        switch self {
        case .inexperienced: Words(en: "inexperienced", fr: "inexpérimenté")
        case .general: Words(en: "general", fr: "général")
        case .experienced: Words(en: "experienced", fr: "expérimenté")
        case .specialised: Words(en: "specialised", fr: "spécialisé")
        }
    }
}

extension Role {
    package var words: Words {
        switch self {
        case .administrator: Words(en: "administrator", fr: "administrateur")
        case .supervisor: Words(en: "supervisor", fr: "superviseur")
        case .technician: Words(en: "technician", fr: "technicien")
        case .observer: Words(en: "observer", fr: "observateur")
        case .requester: Words(en: "requester", fr: "demandeur")
        }
    }
}
