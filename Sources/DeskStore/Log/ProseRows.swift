import Crypto
import Desk

enum TextColumn: Int, Columns {
    case id, content, hash, salt, ticket, author

    static let table = "text"
    static let names = makeNames()
}

/// The words of people as rows beside the log.
///
/// The hash in the log is over salt and words; blanked words have neither, so that nobody can find them by trying.
enum ProseRows {
    /// All but whose the words are.
    static let select = TextColumn.makeSelect(upTo: .salt)
    private static let selectWords = TextColumn.makeSelect(upTo: .content)
    private static let insert = TextColumn.makeInsert(TextColumn.allCases.filter { $0 != .id })

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
            insert,
            [.text(text), .text(hash), .text(salt), .integer(ticket), .text(author.description)]
        )
        return Prose(id: id, hash: hash, text: text)
    }

    /// The words of a ticket by id; those that were blanked are absent.
    static func all(of ticket: Int64, _ connection: any SQLConnection) throws -> [Int64: String] {
        let sql = "\(selectWords) WHERE ticket = ? AND content IS NOT NULL"
        return try connection.all(sql, [.integer(ticket)]).reduce(into: [:]) { texts, row in
            texts[try row.value(TextColumn.id)] = try row.value(TextColumn.content) as String
        }
    }

    /// Words by id; those that were blanked are absent.
    static func texts(_ ids: [Int64], _ connection: any SQLConnection) throws -> [Int64: String] {
        let sql = "\(selectWords) WHERE \(SQLCondition.isOneOf("id", ids.count)) AND content IS NOT NULL"
        return try connection.all(sql, ids.map { .integer($0) }).reduce(into: [:]) { texts, row in
            texts[try row.value(TextColumn.id)] = try row.value(TextColumn.content) as String
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
