import Desk

/// One row of an answer, read by the place of its columns.
struct SQLRow: Hashable, Sendable {
    let values: [SQLValue]

    private func raw(_ place: Int) -> SQLValue { values.indices.contains(place) ? values[place] : .null }

    /// The value at a place that is never null.
    func value<Value: SQLReadable>(_ place: Int, _ name: String = "value") throws(DeskError) -> Value {
        guard let value = Value(raw(place)) else { throw Self.damaged(name) }
        return value
    }

    /// The value at a place that may be null.
    func optional<Value: SQLReadable>(_ place: Int, _ name: String = "value") throws(DeskError) -> Value? {
        raw(place) == .null ? nil : try value(place, name)
    }

    /// The value at a place through a reader of its text.
    func read<Value>(_ place: Int, _ name: String = "value", _ reader: (String) -> Value?) throws(DeskError) -> Value {
        guard let value = reader(try value(place, name)) else { throw Self.damaged(name) }
        return value
    }

    private static func damaged(_ name: String) -> DeskError {
        DeskError(
            .damagedRow,
            en: "A row of the ticket store holds no usable \(name). Restore the store from its backup.",
            fr:
                "Une ligne de la base des billets n'a pas de valeur utilisable pour \(name). Restaurez la base depuis sa sauvegarde."
        )
    }
}

/// The columns of one table, in the order in which its rows are read and written: the one place that names them.
protocol Columns: CaseIterable, RawRepresentable, Sendable where RawValue == Int, AllCases == [Self] {
    static var table: String { get }
    static var names: [String] { get }
}

extension Columns {
    /// The names in the database: `openedAt` is `opened_at`.
    static func makeNames() -> [String] {
        allCases.map { column in
            "\(column)".reduce(into: "") { name, letter in
                name += letter.isUppercase ? "_" + letter.lowercased() : String(letter)
            }
        }
    }

    var name: String { Self.names[rawValue] }

    /// `SELECT` of all columns, or of the first ones up to one, each with the table's name before it.
    static func makeSelect(upTo last: Self? = nil) -> String {
        let wanted = last.map { names.prefix($0.rawValue + 1) } ?? names[...]
        return "SELECT " + wanted.map { "\(table).\($0)" }.joined(separator: ", ") + " FROM \(table)"
    }

    static func makeInsert(_ columns: [Self] = allCases) -> String {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.map(\.name).joined(separator: ", "))) VALUES (\(marks))"
    }

    /// `a = ?, b = ?`.
    static func makeAssignments(_ columns: [Self]) -> String {
        columns.map { "\($0.name) = ?" }.joined(separator: ", ")
    }
}

extension SQLRow {
    func value<Value: SQLReadable>(_ column: some Columns) throws(DeskError) -> Value {
        try value(column.rawValue, column.name)
    }

    func optional<Value: SQLReadable>(_ column: some Columns) throws(DeskError) -> Value? {
        try optional(column.rawValue, column.name)
    }

    func read<Value>(_ column: some Columns, _ reader: (String) -> Value?) throws(DeskError) -> Value {
        try read(column.rawValue, column.name, reader)
    }

    /// A number without sign that is stored as its bits.
    func bits(_ column: some Columns) throws(DeskError) -> UInt64 {
        let signed: Int64 = try value(column)
        return UInt64(bitPattern: signed)
    }

    func readOptional<Value>(_ column: some Columns, _ reader: (String) -> Value?) throws(DeskError) -> Value? {
        let text: String? = try optional(column)
        return text.flatMap(reader)
    }
}
