import Health

/// The keys of the pages: one table, of which the pages get theirs and the help its lines.
///
/// They are heard outside fields alone, without Ctrl, Alt or Meta, and can be switched off (WCAG 2.1.4); whatever they do, a
/// visible control does too.
enum Keys: String, CaseIterable {
    case down = "j"
    case up = "k"
    case open = "o"
    case tick = "x"
    case range = "X"
    case next = "n"
    case take = "t"
    case reply = "r"
    case note = "i"
    case pass = "p"
    case pause = "z"
    case solve = "s"
    case close = "e"
    case show = "l"
    case file = "c"
    case search = "/"
    case queue = "g q"
    case fleet = "g f"
    case people = "g p"
    case help = "?"
    case back = "Escape"

    var words: Words {
        switch self {
        case .down: Words(en: "Next row, or ticket", fr: "Ligne ou billet suivant")
        case .up: Words(en: "Previous row, or ticket", fr: "Ligne ou billet précédent")
        case .open: Words(en: "Open the row", fr: "Ouvrir la ligne")
        case .tick: Words(en: "Tick the row", fr: "Cocher la ligne")
        case .range: Words(en: "Tick as far as the row", fr: "Cocher jusqu'à la ligne")
        case .next: Words(en: "Take the next ticket", fr: "Prendre le billet suivant")
        case .take: Words(en: "Take the ticket", fr: "Prendre le billet")
        case .reply: Words(en: "Reply to the requester", fr: "Répondre au demandeur")
        case .note: Words(en: "Write an internal note", fr: "Écrire une note interne")
        case .pass: Words(en: "Pass to another tier", fr: "Passer à un autre niveau")
        case .pause: Words(en: "Have it wait", fr: "Mettre en attente")
        case .solve: Words(en: "Solve", fr: "Résoudre")
        case .close: Words(en: "Close", fr: "Clore")
        case .show: Words(en: "Show what is new", fr: "Afficher les nouveautés")
        case .file: Words(en: "File a ticket for a caller", fr: "Déposer un billet pour un appelant")
        case .search: Words(en: "Search", fr: "Rechercher")
        case .queue: Words(en: "Go to the queue", fr: "Aller à la file d'attente")
        case .fleet: Words(en: "Go to the fleet", fr: "Aller au parc")
        case .people: Words(en: "Go to the people", fr: "Aller aux personnes")
        case .help: Words(en: "Show these keys", fr: "Afficher ces touches")
        case .back: Words(en: "Leave the field; back to the queue", fr: "Quitter le champ\u{A0}; retour à la file")
        }
    }

    /// By the names that templates use.
    static var values: Values { allCases.reduce(into: [:]) { $0["\($1)"] = $1.rawValue } }

    /// The lines of the help: the keys that are pressed one after the other, and what they do.
    static func help(_ language: Language) -> [Values] {
        allCases.map { key in
            ["keys": key.caps(language).map { ["text": $0] }, "text": key.words[language]]
        }
    }

    /// What stands on the keys.
    private func caps(_ language: Language) -> [String] {
        switch self {
        case .range: [Words(en: "Shift", fr: "Maj")[language], "x"]
        case .back: [Words(en: "Esc", fr: "Échap")[language]]
        default: rawValue.split(separator: " ").map { String($0) }
        }
    }
}
