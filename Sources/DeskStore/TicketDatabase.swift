import Desk
import FoundationEssentials
import GRDB

/// The ticket store on SQLite.
///
/// Any number of processes may have the same file open: the server, and the desk's commands beside it.
package struct TicketDatabase: TicketStore {
    package let identity: String
    let pool: DatabasePool
    private let writer = WriterThread()

    package var executor: any TaskExecutor { writer }

    /// Opens the store at a path; makes it, readable by its owner alone, where there is none and it may be written.
    ///
    /// Throws `DeskError`: `unusableStore` when it is absent, damaged, newer than this program or cannot be made durable.
    package static func open(path: String, readOnly: Bool = false) throws -> TicketDatabase {
        if readOnly {
            guard FileManager.default.fileExists(atPath: path) else {
                throw DeskError(
                    .unusableStore,
                    "There is no ticket store at \(path). Start vigie-desk once to make it."
                )
            }
        } else {
            try StoreFile.prepare(path)
        }
        return try Failure.translating("The ticket store at \(path) cannot be opened.") {
            let pool = try DatabasePool(path: path, configuration: configuration(readOnly: readOnly))
            try readOnly ? Migrations.check(pool, path: path) : Migrations.run(pool, path: path)
            if !readOnly { try makeDurable(pool, path: path) }
            let identity = try pool.read { try String.fetchOne($0, sql: "SELECT identity FROM store") }
            guard let identity else { throw DeskError(.unusableStore, "The ticket store at \(path) has no identity.") }
            return TicketDatabase(identity: identity, pool: pool)
        }
    }

    /// Closes all connections; what is under way ends first.
    package func close() throws {
        defer { writer.stop() }
        try Failure.translating("The ticket store cannot be closed.") { try pool.close() }
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        return configuration
    }

    /// Makes each commit wait for stable storage.
    ///
    /// GRDB sets NORMAL when it opens a pool, so FULL is set afterwards and read back.
    private static func makeDurable(_ pool: DatabasePool, path: String) throws {
        let level = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous")
        }
        guard level == 2 else {
            throw DeskError(.unusableStore, "The ticket store at \(path) does not take synchronous = FULL.")
        }
    }
}

extension TicketDatabase {
    /// One transaction that writes.
    func write<Result: Sendable>(_ work: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try await withTaskExecutorPreference(executor) { try transact(work) }
    }

    /// Blocks its thread.
    private func transact<Result>(_ work: (Database) throws -> Result) throws -> Result {
        try Failure.translating("The ticket store did not take a change.") { try pool.write(work) }
    }

    /// One consistent view.
    func read<Result: Sendable>(_ work: @escaping @Sendable (Database) throws -> Result) async throws -> Result {
        try await Failure.translating("The ticket store could not be read.") { try await pool.read(work) }
    }
}
