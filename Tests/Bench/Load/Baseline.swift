import GRDB
import Glibc

/// What the disk and SQLite can do without us.
enum Baseline {
    /// Appends and writes through, one after the other.
    static func append(to path: String, bytes: Int, seconds: Double) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw Failure("cannot make \(path)") }
        defer { close(descriptor) }
        let data = [UInt8](repeating: 0x76, count: bytes)
        let rate = try rate(seconds) {
            guard unsafe write(descriptor, data, bytes) == bytes, fdatasync(descriptor) == 0 else {
                throw Failure("cannot write \(path)")
            }
        }
        print("{\"appends_per_second\": \(rate)}")
    }

    /// Inserts the row of a new ticket with its text index, in the schema and with the settings of the desk's own store.
    static func insert(into path: String, seconds: Double, rows: Int) throws {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        var number = try queue.read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM ticket") } ?? 1_000_000
        let commits = try rate(seconds) {
            try queue.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    for _ in 0..<rows {
                        number += 1
                        try insert(number, database)
                    }
                    return .commit
                }
            }
        }
        print("{\"rows_per_second\": \(commits * Double(rows))}")
    }

    /// Writes what the desk writes of an event of `Links`, to the letter: a host's id as it makes them, the words of the rule.
    private static func insert(_ number: Int64, _ database: Database) throws {
        let (host, disk) = ("00000000-0000-4000-8000-000000000000", "Example SSD 1TB")
        let key = "disk/Bfedcba9876543210-\(number)/disk.wear"
        let row = try database.cachedStatement(
            sql: """
                INSERT INTO ticket (number, type, organisation, state, tier, impact, urgency, is_rated, opened_at, updated_at,
                    is_touched, minutes, host, priority, response_by, resolution_by, breach_at, warn_at, warn_clock,
                    warn_share, host_name, key, rule, component, severity, value, threshold, unit, since, occurrences,
                    is_recovered, seen_boot, seen_uptime)
                VALUES (?, 'incident', 1, 'new', 1, 'low', 'medium', 0, ?, ?, 0, 0, ?, 'p4', ?, ?, ?, ?, 'response', 75,
                    'bench', ?, 'disk.wear', ?, 'warning', 97, 95, '%', ?, 1, 0, 'bench', 60)
                """
        )
        let time = 1_795_467_600_000 + number
        try row.execute(
            arguments: [number, time, time, host, time, time, time, time, key, disk, time]
        )
        let index = try database.cachedStatement(sql: "INSERT INTO ticket_text (rowid, words) VALUES (?, ?)")
        let words = "rated endurance used endurance garantie consommee example ssd 1tb bench disk bfedcba9876543210"
        try index.execute(arguments: [number, "\(words) \(number) disk wear"])
    }

    private static func rate(_ seconds: Double, _ body: () throws -> Void) throws -> Double {
        let begun = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - begun < .seconds(seconds) {
            try body()
            count += 1
        }
        return Double(count) / ((ContinuousClock.now - begun) / .seconds(1))
    }
}

/// Why a measurement could not be made.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
