import Desk
import Health
import Wire

enum DeadLetterColumn: Int, Columns {
    case id, host, journal, number, at, line, code, word

    static let table = "dead_letter"
    static let names = makeNames()
}

/// What could not be applied, as rows.
enum DeadLetterRows {
    private static let select = DeadLetterColumn.makeSelect()
    private static let insert = DeadLetterColumn.makeInsert(DeadLetterColumn.allCases.filter { $0 != .id })

    static func insert(_ letter: DeadLetter, _ connection: any SQLConnection) throws {
        try connection.run(
            insert,
            [
                .text(letter.stream.host), .text(letter.stream.journal), SQLValue(bits: letter.number),
                SQLValue(letter.at), .text(letter.line), SQLValue(letter.code), .text(letter.word),
            ]
        )
    }

    static func newest(_ limit: Int, _ connection: any SQLConnection) throws -> [DeadLetter] {
        try connection.all("\(select) ORDER BY id DESC LIMIT ?", [SQLValue(limit)]).map { row in
            DeadLetter(
                stream: Stream(
                    host: try row.value(DeadLetterColumn.host),
                    journal: try row.value(DeadLetterColumn.journal)
                ),
                number: try row.bits(DeadLetterColumn.number),
                at: try row.value(DeadLetterColumn.at),
                line: try row.value(DeadLetterColumn.line),
                code: try row.value(DeadLetterColumn.code),
                word: try row.value(DeadLetterColumn.word)
            )
        }
    }
}
