import GRDB

/// A connection of SQLite within a transaction; statements are compiled once a connection.
struct SQLiteConnection: SQLConnection {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try database.cachedStatement(sql: sql).execute(arguments: values.arguments)
        return database.changesCount
    }

    func insert(_ sql: String, _ values: [SQLValue]) throws -> Int64 {
        try database.cachedStatement(sql: sql).execute(arguments: values.arguments)
        return database.lastInsertedRowID
    }

    func first(_ sql: String, _ values: [SQLValue]) throws -> SQLRow? {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: values.arguments)
        return try rows.next().map(SQLRow.init)
    }

    func all(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
        let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: values.arguments)
        var all: [SQLRow] = []
        while let row = try rows.next() { all.append(SQLRow(row)) }
        return all
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        // What the body asks may be the same: so it is not one of the statements that are kept.
        let rows = try Row.fetchCursor(database.makeStatement(sql: sql), arguments: values.arguments)
        while let row = try rows.next() { try body(SQLRow(row)) }
    }
}

extension [SQLValue] {
    fileprivate var arguments: StatementArguments {
        StatementArguments(
            map { value -> DatabaseValue in
                switch value {
                case .null: .null
                case .integer(let number): number.databaseValue
                case .real(let number): number.databaseValue
                case .text(let text): text.databaseValue
                }
            }
        )
    }
}

extension SQLRow {
    fileprivate init(_ row: Row) {
        values = (0..<row.count).map { place in
            let value: DatabaseValue = row[place]
            return switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            // No column of ours holds bytes.
            case .blob: .null
            }
        }
    }
}
