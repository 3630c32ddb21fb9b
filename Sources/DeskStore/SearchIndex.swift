import Desk
import GRDB
import Health

/// The full text of tickets (FTS5): the rule's words in every language, component, host, key and notes, without case and accents.
enum SearchIndex {
    static func add(_ ticket: Ticket, _ database: Database) throws {
        let words = ticket.knownRule.map { rule in Language.allCases.map { rule.words[$0] } } ?? []
        try database.run(
            "INSERT INTO ticket_text (rowid, words, component, host, key, notes) VALUES (?, ?, ?, ?, ?, '')",
            [
                ticket.number, fold(words.joined(separator: " ")), fold(ticket.component), fold(ticket.hostName),
                fold(plainKey(ticket.key)),
            ]
        )
    }

    static func add(_ prose: String, to number: Int64, _ database: Database) throws {
        try database.run("UPDATE ticket_text SET notes = notes || ' ' || ? WHERE rowid = ?", [fold(prose), number])
    }

    /// The query that wants every word, or one that begins with it; nil when there is no word to look for.
    ///
    /// Only letters and digits get through, so that no query syntax can be typed.
    static func query(_ words: String) -> String? {
        let parts = fold(words).split { !($0.isLetter || $0.isNumber) }.prefix(16)
        return parts.isEmpty ? nil : parts.map { "\"\($0)\"*" }.joined(separator: " AND ")
    }

    /// The ligatures that the tokenizer keeps, in the letters that people type.
    static func fold(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var folded = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "œ", "Œ": folded += "oe"
            case "æ", "Æ": folded += "ae"
            case "ß": folded += "ss"
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// A key, and its component's names once more without percent-encoding.
    private static func plainKey(_ key: String) -> String {
        guard key.utf8.contains(UInt8(ascii: "%")), let parsed = ConditionKey(key) else { return key }
        return [key, parsed.component.id, parsed.component.part ?? ""].joined(separator: " ")
    }
}
