package import Health
import Synchronization

/// What a journal in memory holds, on its way to the file that it stood in for.
package struct JournalCargo: Sendable {
    /// The revision of the journal that it was taken from.
    package let revision: UInt64
    fileprivate let entries: [[SQLite.Value]]
    fileprivate let conditions: [[SQLite.Value]]
    fileprivate let tickets: [[SQLite.Value]]
    fileprivate let acceptances: [[SQLite.Value]]
    fileprivate let memory: [[SQLite.Value]]
    fileprivate let seen: [[SQLite.Value]]
}

extension Journal {
    /// Fills a journal in memory with what stood in the file, so that open tickets can still be closed.
    package func takeUp(_ summary: Summary) throws(JournalError) {
        try change { (database, mine) throws(JournalError) in
            for (key, condition) in summary.open {
                try database.store(condition, for: key, isOpen: true)
            }
            mine.open = summary.open
            for (key, acceptance) in summary.accepted { try database.accept(key, acceptance, &mine) }
        }
        for (key, number) in summary.tickets {
            try setTicket(number, for: key, isOpen: true)
        }
    }

    /// Everything, to be moved; nil while entries are on their way to the desk, which could get them twice.
    package func cargo() throws(JournalError) -> JournalCargo? {
        try state.withLock { state throws(JournalError) in
            guard state.offered <= state.summary.released else { return nil }
            let database = state.database
            return JournalCargo(
                revision: state.summary.revision,
                entries: try database.run("SELECT text, at FROM entry ORDER BY number"),
                conditions: try database.run("SELECT * FROM condition"),
                tickets: try database.run("SELECT * FROM ticket"),
                acceptances: try database.run("SELECT * FROM acceptance"),
                memory: try database.run("SELECT * FROM memory"),
                seen: try database.run("SELECT component, lines FROM seen ORDER BY rowid")
            )
        }
    }

    /// Takes what a journal in memory gathered while this one could not be written.
    ///
    /// - Parameters:
    ///   - cargo: what it gathered.
    ///   - last: this journal's last number when it was left. What was written after it hung, and came again in memory, or is of an earlier
    ///     attempt to move: no session was given it.
    ///   - time: the time, for entries that must be dropped.
    /// - Throws: when the file still cannot be written.
    package func absorb(_ cargo: JournalCargo, after last: UInt64, at time: Timestamp) throws(JournalError) {
        try change { [limit] (database, summary) throws(JournalError) in
            let last = max(summary.released, min(last, summary.last))
            for table in ["entry", "digest"] {
                try database.run("DELETE FROM \(table) WHERE number > ?", [.init(last)])
            }
            for row in cargo.conditions {
                try database.run("INSERT OR REPLACE INTO condition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            }
            for row in cargo.tickets {
                try database.run("INSERT OR REPLACE INTO ticket VALUES (?, ?, ?)", row)
            }
            // The journal in memory took up all that there were.
            try database.run("DELETE FROM acceptance")
            for row in cargo.acceptances {
                try database.run("INSERT INTO acceptance VALUES (?, ?, ?)", row)
            }
            for probe in Set(cargo.memory.map { $0[0] }) {
                try database.run("DELETE FROM memory WHERE probe = ?", [probe])
            }
            for row in cargo.memory {
                try database.run("INSERT INTO memory VALUES (?, ?, ?)", row)
            }
            // It is kept as a whole.
            if !cargo.seen.isEmpty { try database.run("DELETE FROM seen") }
            for row in cargo.seen {
                try database.run("INSERT INTO seen(component, lines) VALUES (?, ?)", row)
            }
            let end = try database.append(renumbered: cargo.entries, after: last)
            try database.dropOldest(released: summary.released, last: end, limit: limit, at: time)
            summary = try database.summary(isVolatile: summary.isVolatile)
        }
    }
}
