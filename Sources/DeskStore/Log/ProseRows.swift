import Crypto
import Desk

/// The words of people as rows beside the log.
///
/// The hash in the log is over salt and words; blanked words have neither, so that nobody can find them by trying.
enum ProseRows {
    /// Keeps words, and returns them with their id and hash.
    static func put(
        _ prose: Prose,
        of ticket: Int64,
        by author: Author,
        _ connection: any SQLConnection
    ) throws -> Prose {
        guard let text = prose.text else { return prose }
        var generator = SystemRandomNumberGenerator()
        let salt = hexadecimal(randomBytes(count: 16, using: &generator))
        let hash = hash(of: text, salt: salt)
        let id = try connection.insert(
            "INSERT INTO text (ticket, author, hash, salt, content) VALUES (?, ?, ?, ?, ?)",
            [.integer(ticket), .text(author.description), .text(hash), .text(salt), .text(text)]
        )
        return Prose(id: id, hash: hash, text: text)
    }

    /// The words of a ticket by id; those that were blanked are absent.
    static func all(of ticket: Int64, _ connection: any SQLConnection) throws -> [Int64: String] {
        let sql = "SELECT id, content FROM text WHERE ticket = ? AND content IS NOT NULL"
        return try connection.all(sql, [.integer(ticket)]).reduce(into: [:]) { texts, row in
            texts[try row.value(0, "id")] = try row.value(1, "content") as String
        }
    }

    /// Whether the words of a row are those of its hash, where they are there.
    static func isWhole(hash: String, salt: String?, content: String?) -> Bool {
        guard let content, let salt else { return content == nil && salt == nil }
        return Self.hash(of: content, salt: salt) == hash
    }

    private static func hash(of text: String, salt: String) -> String {
        hexadecimal(SHA256.hash(data: Array((salt + text).utf8)))
    }
}
