import Desk
import GRDB
import Health

extension Database {
    /// Runs one statement, compiled once a connection.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    /// The first row; nil of none.
    func first(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func all(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }
}

extension Row {
    /// The value of a column that is never null.
    ///
    /// GRDB's own subscript would trap where a file holds something else.
    func value<Value: DatabaseValueConvertible>(_ column: String) throws(DeskError) -> Value {
        guard let value: Value = try optional(column) else { throw damaged(column) }
        return value
    }

    /// The value of a column that may be null.
    func optional<Value: DatabaseValueConvertible>(_ column: String) throws(DeskError) -> Value? {
        let raw: DatabaseValue = self[column]
        guard !raw.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(raw) else { throw damaged(column) }
        return value
    }

    /// The value of a column through a reader of its text.
    func read<Value>(_ column: String, _ reader: (String) -> Value?) throws(DeskError) -> Value {
        guard let value = reader(try value(column)) else { throw damaged(column) }
        return value
    }

    func time(_ column: String) throws(DeskError) -> Timestamp {
        Timestamp(milliseconds: try value(column))
    }

    func optionalTime(_ column: String) throws(DeskError) -> Timestamp? {
        let milliseconds: Int64? = try optional(column)
        return milliseconds.map(Timestamp.init(milliseconds:))
    }

    /// A number without sign that is stored as its bits.
    func bits(_ column: String) throws(DeskError) -> UInt64 {
        let signed: Int64 = try value(column)
        return UInt64(bitPattern: signed)
    }

    private func damaged(_ column: String) -> DeskError {
        DeskError(
            .damagedRow,
            "A row of the ticket store holds no usable \(column). Restore the store from its backup."
        )
    }
}
