/// A connection to the database within a transaction: all that the desk asks of one.
///
/// SQL here is what SQLite and PostgreSQL both understand, with `?` for values.
protocol SQLConnection {
    /// Runs one statement, and returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Runs an `INSERT`, and returns the number that the new row was given.
    func insert(_ sql: String, _ values: [SQLValue]) throws -> Int64

    /// The first row; nil of none.
    func first(_ sql: String, _ values: [SQLValue]) throws -> SQLRow?

    func all(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow]

    /// Calls back with each row, so that they need not all be held at once.
    func each(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws
}

/// A database with its transactions.
protocol SQLDriver: Sendable {
    /// One consistent view.
    func read<Result: Sendable>(_ work: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result

    /// One transaction that writes; durable when it returns.
    func write<Result: Sendable>(_ work: @escaping @Sendable (any SQLConnection) throws -> Result) async throws
        -> Result

    /// Runs work where transactions write.
    func besideWriter(_ work: @escaping @Sendable () async -> Void) async

    /// Takes what was blanked out of the database's files too, as far as nobody reads them at this moment.
    func scrub() async throws

    /// Closes all connections; what is under way ends first.
    func close() throws
}
