import Desk
import GRDB
import Health

/// The full text of tickets (FTS5): the rule's words in every language, component, host, key and notes, without case and accents.
///
/// New tickets come into it many at a time, in the order of their numbers: one by one it would cost more than all else that is
/// written of an event. Before it is searched, and before a note is added, it is brought up to the newest ticket.
enum SearchIndex {
    /// A ticket whose number is a multiple of this brings the index up.
    private static let interval: Int64 = 256

    /// Whether tickets are waiting for the index.
    static func isBehind(_ database: Database) throws -> Bool {
        try database.first("SELECT 1 FROM ticket WHERE number > (\(newest)) LIMIT 1", []) != nil
    }

    /// Tells the index of a new ticket.
    static func opened(_ number: Int64, _ database: Database) throws {
        if number.isMultiple(of: interval) { try bringUp(database) }
    }

    /// Takes up the tickets that are waiting.
    static func bringUp(_ database: Database) throws {
        let waiting = try database.all(
            "SELECT number, rule, component, host_name, key FROM ticket WHERE number > (\(newest)) ORDER BY number"
        )
        for row in waiting { try add(row, database) }
    }

    private static let newest = "SELECT coalesce((SELECT rowid FROM ticket_text ORDER BY rowid DESC LIMIT 1), 0)"

    /// The words of every rule, in all languages.
    private static let words: [String: String] = Dictionary(
        uniqueKeysWithValues: (Catalogue.rules + Catalogue.deskRules).map { rule in
            (rule.id.description, fold(Language.allCases.map { rule.words[$0] }.joined(separator: " ")))
        }
    )

    private static func add(_ row: Row, _ database: Database) throws {
        let rule: String = try row.value("rule")
        try database.run(
            "INSERT INTO ticket_text (rowid, words, component, host, key, notes) VALUES (?, ?, ?, ?, ?, '')",
            [
                try row.value("number") as Int64, words[rule] ?? "", fold(try row.value("component")),
                fold(try row.value("host_name")), fold(plainKey(try row.value("key"))),
            ]
        )
    }

    static func add(_ prose: String, to number: Int64, _ database: Database) throws {
        try bringUp(database)
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
