import Desk
import GRDB

/// SQLite in a file, with a pool of readers and one thread that writes.
///
/// Any number of processes may have the same file open: the server, and the desk's commands beside it.
struct SQLiteDriver: SQLDriver {
    let pool: DatabasePool
    private let writer = WriterThread()

    /// Opens the file at a path; makes it, readable by its owner alone, where there is none and it may be written.
    init(path: String, readOnly: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        if !readOnly { try StoreFile.prepare(path) }
        pool = try DatabasePool(path: path, configuration: configuration)
        try readOnly ? Migrations.check(pool, path: path) : Migrations.run(pool, path: path)
        guard !readOnly else { return }
        try Self.makeDurable(pool, path: path)
        // A step of the schema may have emptied the index.
        try pool.write { try SearchIndex.bringUp(SQLiteConnection($0)) }
    }

    /// Makes each commit wait for stable storage.
    ///
    /// GRDB sets NORMAL when it opens a pool, so FULL is set afterwards and read back.
    private static func makeDurable(_ pool: DatabasePool, path: String) throws {
        let level = try pool.writeWithoutTransaction { database in
            // 64 MB of writes between two checkpoints, each of which holds up one event: they are brought in once, not at each event.
            try database.execute(
                sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000; PRAGMA secure_delete = ON"
            )
            return try Int.fetchOne(database, sql: "PRAGMA synchronous")
        }
        guard level == 2 else {
            throw DeskError(
                .unusableStore,
                en: "The ticket store at \(path) does not take synchronous = FULL.",
                fr: "La base des billets \(path) n'accepte pas synchronous = FULL."
            )
        }
    }

    func read<Result: Sendable>(_ work: @escaping @Sendable (any SQLConnection) throws -> Result) async throws -> Result
    {
        try await pool.read { try work(SQLiteConnection($0)) }
    }

    func write<Result: Sendable>(_ work: @escaping @Sendable (any SQLConnection) throws -> Result) async throws
        -> Result
    {
        try await withTaskExecutorPreference(writer) { try transact(work) }
    }

    /// Blocks its thread.
    ///
    /// GRDB's own transaction compiles its beginning and its end each time, which an event that comes alone would pay for.
    private func transact<Result>(_ work: (any SQLConnection) throws -> Result) throws -> Result {
        try pool.writeWithoutTransaction { database in
            let connection: any SQLConnection = SQLiteConnection(database)
            try connection.run("BEGIN IMMEDIATE", [])
            do {
                let result = try work(connection)
                try connection.run("COMMIT", [])
                return result
            } catch {
                // Where the medium is full SQLite has undone it by itself.
                if database.isInsideTransaction { _ = try? connection.run("ROLLBACK", []) }
                throw error
            }
        }
    }

    func besideWriter(_ work: @escaping @Sendable () async -> Void) async {
        await withTaskExecutorPreference(writer) { await work() }
    }

    func scrub() async throws {
        try await withTaskExecutorPreference(writer) { try scrubHere() }
    }

    /// Beside the full text the log of writes keeps what is not in the file yet.
    private func scrubHere() throws {
        try pool.writeWithoutTransaction { database in
            try database.execute(sql: Dialect.textScrubbing)
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    func close() throws {
        defer { writer.stop() }
        try pool.close()
    }
}

extension SQLiteDriver {
    /// The random id that was made with the store.
    func identity() throws -> String? {
        try pool.read { try String.fetchOne($0, sql: "SELECT identity FROM store") }
    }
}
