import Desk
import DeskView
import Health

/// What is done to the tickets that were ticked.
struct BulkForm {
    private let form: Form
    private let zone: Zone

    init(_ form: Form, zone: Zone) {
        self.form = form
        self.zone = zone
    }

    /// What the queue offers: what wants at most one line of words.
    private static let offered: [(BulkAction, word: String, Words)] = [
        (.assign, "take", Words(en: "Take", fr: "Prendre")),
        (.note, "note", Words(en: "Note", fr: "Noter")),
        (.pass, "pass-up", Words(en: "Pass a tier up", fr: "Passer au niveau supérieur")),
        (.pass, "pass-back", Words(en: "Pass a tier back", fr: "Rendre au niveau inférieur")),
        (.pause, "wait", Words(en: "Have them wait", fr: "Mettre en attente")),
        (.close, "close", Words(en: "Close", fr: "Clore")),
    ]

    static func choices(_ language: Language) -> [Values] {
        offered.map { Choice.values($0.word, $0.2[language], isChosen: false) }
    }

    /// - Throws: `badText` where none is ticked, `notAllowed` where they are too many.
    func tickets() throws(DeskError) -> [Int64] {
        let numbers = try BulkAction.tickets(form.all("ticket").compactMap { Int64($0) })
        guard !numbers.isEmpty else {
            throw DeskError(.badText, en: "Tick the tickets first.", fr: "Cochez d'abord les billets.")
        }
        return numbers
    }

    func action(on ticket: Ticket, by person: PersonID) throws(DeskError) -> Action {
        let words = form.filled("text").map { Prose($0) }
        switch form["action"] {
        case "take": return .assign(person)
        case "note": return .note(Note(words ?? Prose("")))
        case "pass-up": return .pass(Pass(toTier: ticket.tier + 1, reason: words))
        case "pass-back": return .pass(Pass(toTier: ticket.tier - 1, reason: words))
        case "wait": return .wait(for: .other, words, until: nil)
        case "close": return .close(override: words)
        default:
            throw DeskError(.badText, en: "Choose what is to be done.", fr: "Choisissez ce qu'il faut faire.")
        }
    }
}
