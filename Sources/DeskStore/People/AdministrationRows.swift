import Desk
import Health

/// The log of administration as rows: appended, never changed.
enum AdministrationRows {
    static func append(
        _ action: String,
        _ details: KeyValuePairs<String, String?>,
        by scope: Scope,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws {
        let fields = details.reduce(into: Fields()) { $0[$1.key] = $1.value }
        try connection.run(
            "INSERT INTO administration (at, author, action, details) VALUES (?, ?, ?, ?)",
            [SQLValue(now), .text(scope.author.description), .text(action), .text(fields.description)]
        )
    }

    static func newest(_ limit: Int, _ connection: any SQLConnection) throws -> [AdministrationEntry] {
        let sql = "SELECT number, at, author, action, details FROM administration ORDER BY number DESC LIMIT ?"
        return try connection.all(sql, [SQLValue(limit)]).map { row in
            AdministrationEntry(
                number: try row.value(0, "number"),
                at: try row.value(1, "at"),
                author: Author(try row.value(2, "author") as String),
                action: try row.value(3, "action"),
                details: try row.read(4, "details") { Fields($0) }
            )
        }
    }
}
