import CSQLite
import GRDB

/// A connection of SQLite within a transaction.
///
/// Statements are compiled once a connection, by GRDB; values go to SQLite and come from it without a step between, because an
/// event binds a hundred of them.
struct SQLiteConnection: SQLConnection {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func run(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try execute(database.cachedStatement(sql: sql), values) { _ in false }
        return database.changesCount
    }

    func insert(_ sql: String, _ values: [SQLValue]) throws -> Int64 {
        try execute(database.cachedStatement(sql: sql), values) { _ in false }
        return database.lastInsertedRowID
    }

    func first(_ sql: String, _ values: [SQLValue]) throws -> SQLRow? {
        var first: SQLRow?
        try execute(database.cachedStatement(sql: sql), values) { row in
            first = row
            return false
        }
        return first
    }

    func all(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
        var all: [SQLRow] = []
        try execute(database.cachedStatement(sql: sql), values) { row in
            all.append(row)
            return true
        }
        return all
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
        // What the body asks may be the same: so it is not one of the statements that are kept.
        try execute(database.makeStatement(sql: sql), values) { row in
            try body(row)
            return true
        }
    }

    /// Runs a statement to its end, or until `body`, which gets its rows, wants no more.
    private func execute(_ statement: Statement, _ values: [SQLValue], _ body: (SQLRow) throws -> Bool) throws {
        let handle = unsafe Handle(statement.sqliteStatement)
        defer { handle.reset() }
        for (index, value) in values.enumerated() { try check(handle.bind(value, at: Int32(clamping: index + 1))) }
        while true {
            switch handle.step() {
            case SQLITE_ROW: guard try body(handle.row) else { return }
            case SQLITE_DONE: return
            case let code: try check(code)
            }
        }
    }

    private func check(_ code: Int32) throws {
        guard code != SQLITE_OK else { return }
        throw DatabaseError(resultCode: database.lastErrorCode, message: database.lastErrorMessage)
    }
}

/// A compiled statement of SQLite (sqlite.org/c3ref/stmt.html).
@safe
private struct Handle {
    private let statement: OpaquePointer

    init(_ statement: OpaquePointer) {
        unsafe self.statement = statement
    }

    func bind(_ value: SQLValue, at index: Int32) -> Int32 {
        switch value {
        case .null: return unsafe sqlite3_bind_null(statement, index)
        case .integer(let number): return unsafe sqlite3_bind_int64(statement, index, number)
        case .real(let number): return unsafe sqlite3_bind_double(statement, index, number)
        case .text(let text):
            // SQLite keeps a copy of its own.
            let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            return unsafe sqlite3_bind_text(statement, index, text, Int32(clamping: text.utf8.count), transient)
        }
    }

    func step() -> Int32 { unsafe sqlite3_step(statement) }

    func reset() {
        unsafe sqlite3_reset(statement)
        unsafe sqlite3_clear_bindings(statement)
    }

    var row: SQLRow {
        let count = unsafe sqlite3_column_count(statement)
        return SQLRow(
            values: (0..<count).map { index in
                switch unsafe sqlite3_column_type(statement, index) {
                case SQLITE_INTEGER: .integer(unsafe sqlite3_column_int64(statement, index))
                case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(statement, index))
                case SQLITE_TEXT: .text(text(at: index))
                // No column of ours holds bytes.
                default: .null
                }
            }
        )
    }

    private func text(at index: Int32) -> String {
        guard let bytes = unsafe sqlite3_column_text(statement, index) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(statement, index))
        return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
