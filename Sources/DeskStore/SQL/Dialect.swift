/// What SQLite says otherwise than PostgreSQL: its full text, FTS5 (sqlite.org/fts5.html); all other SQL is understood by both.
enum Dialect {
    /// The column of `ticket_text` that holds a ticket's number.
    static let textNumber = "rowid"

    /// That the words of a row of `ticket_text` match a pattern.
    static let textMatches = "ticket_text MATCH ?"

    /// Takes deleted words out of the index, which keeps them until its parts are merged (section 6.7).
    static let textScrubbing = "INSERT INTO ticket_text (ticket_text) VALUES ('optimize')"

    /// Wants all phrases, each word after word; the last word of the last one may go on (section 3).
    ///
    /// Words are letters and digits alone, so no syntax can be typed.
    static func textPattern(_ phrases: [[String]]) -> SQLValue {
        .text(phrases.map { "\"\($0.joined(separator: " "))\"" }.joined(separator: " AND ") + "*")
    }
}
