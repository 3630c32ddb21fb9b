import Desk
import Health
import Report

extension Ticket.State {
    var words: Words {
        switch self {
        case .new: Words(en: "new", fr: "nouveau")
        case .open: Words(en: "open", fr: "ouvert")
        case .pending: Words(en: "pending", fr: "en attente")
        case .resolved: Words(en: "resolved", fr: "résolu")
        case .closed: Words(en: "closed", fr: "clos")
        }
    }
}

extension Ticket {
    /// What the people of a tier are.
    static func words(tier: Int) -> Words {
        switch tier {
        case 1: Words(en: "1, support", fr: "1, assistance")
        case 2: Words(en: "2, administrator", fr: "2, administration")
        case 3: Words(en: "3, engineer", fr: "3, ingénierie")
        case 4: Words(en: "4, architect", fr: "4, architecture")
        default: Words(en: "\(tier)", fr: "\(tier)")
        }
    }
}

extension Author {
    /// Who it is, as a person reads it.
    func text(in language: Language) -> String {
        switch self {
        case .agent: Words(en: "agent", fr: "agent")[language]
        case .desk: Words(en: "desk", fr: "centre d'assistance")[language]
        case .person(let name): name
        }
    }
}

extension HostClass {
    var words: Words {
        switch self {
        case .alwaysOn: Words(en: "always on", fr: "toujours allumé")
        case .desktop: Words(en: "desktop", fr: "fixe")
        case .laptop: Words(en: "laptop", fr: "portable")
        case .virtual: Words(en: "virtual", fr: "virtuel")
        }
    }
}
