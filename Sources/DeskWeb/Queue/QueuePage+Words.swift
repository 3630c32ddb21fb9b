import Desk
import Health

extension Page {
    static let queue = Page(
        "queue",
        Words(en: "Queue", fr: "File d'attente"),
        [
            "tabs": Words(en: "Parts of the queue", fr: "Parties de la file"),
            "search": Words(en: "Search", fr: "Rechercher"),
            "search_hint": Words(
                en: "Words, or fields such as host:ws-17 p:1 state:new",
                fr: "Des mots, ou des champs comme poste:ws-17 p:1 état:nouveau"
            ),
            "filter": Words(en: "Filter", fr: "Filtrer"),
            "next": Words(en: "Take the next", fr: "Prendre le suivant"),
            "breaches": Words(en: "Due", fr: "Échéance"),
            "priority": Words(en: "Priority", fr: "Priorité"),
            "what": Words(en: "What", fr: "Objet"),
            "where": Words(en: "Where", fr: "Où"),
            "state": Words(en: "State", fr: "État"),
            "tier": Words(en: "Tier", fr: "Niveau"),
            "who": Words(en: "Who", fr: "À qui"),
            "tick": Words(en: "Tick ticket", fr: "Cocher le billet"),
            "take": Words(en: "Take", fr: "Prendre"),
            "no_clock": Words(en: "no clock", fr: "sans échéance"),
            "more": Words(en: "Next page", fr: "Page suivante"),
            "ticked": Words(en: "With the ticked ones", fr: "Avec les billets cochés"),
            "do": Words(en: "What", fr: "Que faire"),
            "words": Words(en: "Words", fr: "Mots"),
            "go": Words(en: "Do it", fr: "Appliquer"),
            "refused": Words(en: "Not done:", fr: "Non effectué\u{A0}:"),
            "why": Words(en: "Why it stands here", fr: "Pourquoi il est ici"),
        ]
    )
}

extension QueueTab {
    var words: Words {
        switch self {
        case .mine: Words(en: "Mine", fr: "Les miens")
        case .tier: Words(en: "My tier", fr: "Mon niveau")
        case .unassigned: Words(en: "Unassigned", fr: "Non confiés")
        case .paused: Words(en: "Paused", fr: "En attente")
        case .all: Words(en: "All", fr: "Tous")
        }
    }
}
