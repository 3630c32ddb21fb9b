import Desk
import Health

enum CategoryColumn: Int, Columns {
    case organisation, word, english, french

    static let table = "category"
    static let names = makeNames()
}

/// Categories of organisations as rows.
enum CategoryRows {
    private static let select = CategoryColumn.makeSelect()
    private static let insert = CategoryColumn.makeInsert()

    static func all(_ connection: any SQLConnection) throws -> [OwnCategory] {
        try connection.all("\(select) ORDER BY word, organisation", []).map { row in
            OwnCategory(
                try row.value(CategoryColumn.word),
                of: try row.value(CategoryColumn.organisation),
                name: Words(en: try row.value(CategoryColumn.english), fr: try row.value(CategoryColumn.french))
            )
        }
    }

    static func put(_ own: OwnCategory, _ connection: any SQLConnection) throws {
        try connection.run(
            insert,
            [SQLValue(own.organisation), SQLValue(own.category), .text(own.name.en), .text(own.name.fr)]
        )
    }

    /// Whether there was one to take away.
    static func remove(
        _ category: Desk.Category,
        of organisation: OrganisationID,
        _ connection: any SQLConnection
    ) throws -> Bool {
        let sql = "DELETE FROM category WHERE organisation = ? AND word = ?"
        return try connection.run(sql, [SQLValue(organisation), SQLValue(category)]) == 1
    }
}
