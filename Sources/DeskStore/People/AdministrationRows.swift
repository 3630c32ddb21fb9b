import Desk
import Health

enum AdministrationColumn: Int, Columns {
    case number, at, author, action, details

    static let table = "administration"
    static let names = makeNames()
}

/// The log of administration as rows: appended, never changed.
enum AdministrationRows {
    private static let select = AdministrationColumn.makeSelect()
    private static let insert = AdministrationColumn.makeInsert(AdministrationColumn.allCases.filter { $0 != .number })

    static func append(
        _ action: String,
        _ details: KeyValuePairs<String, String?>,
        by scope: Scope,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        let fields = details.reduce(into: Fields()) { $0[$1.key] = $1.value }
        try connection.run(
            insert,
            [SQLValue(now), .text(scope.author.description), .text(action), .text(fields.description)]
        )
    }

    static func newest(_ limit: Int, _ connection: any SQLConnection) throws -> [AdministrationEntry] {
        try connection.all("\(select) ORDER BY number DESC LIMIT ?", [SQLValue(limit)]).map { row in
            AdministrationEntry(
                number: try row.value(AdministrationColumn.number),
                at: try row.value(AdministrationColumn.at),
                author: Author(try row.value(AdministrationColumn.author) as String),
                action: try row.value(AdministrationColumn.action),
                details: try row.read(AdministrationColumn.details) { Fields($0) }
            )
        }
    }
}
