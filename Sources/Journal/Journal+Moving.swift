package import Health
import Synchronization

/// What a journal in memory holds, on its way to the file that it stood in for.
package struct JournalCargo: Sendable {
    /// The revision of the journal that it was taken from.
    package let revision: UInt64
    fileprivate let entries: [[SQLite.Value]]
    /// The keys of the events that the desk has from it.
    fileprivate let delivered: Set<String>
    fileprivate let conditions: [[SQLite.Value]]
    fileprivate let tickets: [[SQLite.Value]]
    fileprivate let memory: [[SQLite.Value]]
}

extension Journal {
    /// Fills a journal in memory with what stood in the file, so that open tickets can still be closed.
    package func takeUp(_ summary: Summary) throws(JournalError) {
        try change { (database, mine) throws(JournalError) in
            for (key, condition) in summary.open {
                try database.store(condition, for: key, isOpen: true)
            }
            mine.open = summary.open
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
                delivered: state.delivered,
                conditions: try database.run("SELECT * FROM condition"),
                tickets: try database.run("SELECT * FROM ticket"),
                memory: try database.run("SELECT * FROM memory")
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
            for probe in Set(cargo.memory.map { $0[0] }) {
                try database.run("DELETE FROM memory WHERE probe = ?", [probe])
            }
            for row in cargo.memory {
                try database.run("INSERT INTO memory VALUES (?, ?, ?)", row)
            }
            if last > summary.released { try database.setOvertaken(through: last, keys: cargo.delivered) }
            let end = try database.append(renumbered: cargo.entries, after: last)
            try database.dropOldest(released: summary.released, last: end, limit: limit, at: time)
            summary = try database.summary(isVolatile: summary.isVolatile)
        }
    }

    /// Remembers which keys the desk has events of, before the entries are forgotten.
    func noteDelivered(through number: UInt64) throws(JournalError) {
        try state.withLock { state throws(JournalError) in
            let texts = try state.database.run("SELECT text FROM entry WHERE through <= ?", [.init(number)])
            state.delivered.formUnion(texts.compactMap { $0[0].text.flatMap(EntryText.key) })
        }
    }

    /// Leaves out what waited in the file while a journal in memory told the desk what came after it: told now, it would open
    /// again what is closed.
    ///
    /// That are snapshots, and events of keys of which memory delivered events. The desk has none of them, so that their
    /// numbers are free.
    /// - Parameter committed: the desk's position in this journal; nothing is on its way.
    /// - Returns: whether something was left out, so that numbers after the position mean something else than before.
    /// - Throws: when the journal cannot be written.
    package func dropOvertaken(after committed: UInt64) throws(JournalError) -> Bool {
        let noted = try read { (database) throws(JournalError) in try database.overtaken() }
        guard let (through, keys) = noted else { return false }
        return try change { (database, summary) throws(JournalError) in
            try database.setMeta(SQLite.overtakenName, nil)
            let position = max(committed, summary.released)
            let rows = try database.run(
                "SELECT text, at, number FROM entry WHERE number > ? ORDER BY number",
                [.init(position)]
            )
            let kept = rows.filter { row in
                guard let text = row[0].text, let number = row[2].unsigned, number <= through else { return true }
                return !EntryText.isSnapshot(text) && !(EntryText.key(text).map(keys.contains) ?? false)
            }
            guard kept.count < rows.count else { return false }
            for table in ["entry", "digest"] {
                try database.run("DELETE FROM \(table) WHERE number > ?", [.init(position)])
            }
            summary.last = try database.append(renumbered: kept, after: position)
            return true
        }
    }
}

extension SQLite {
    /// Names the note of what memory has overtaken; it speaks of numbers.
    static let overtakenName = "overtaken"

    /// Notes the last number that waited while events of these keys were delivered from memory.
    fileprivate func setOvertaken(through last: UInt64, keys: Set<String>) throws(JournalError) {
        try setMeta(Self.overtakenName, ([String(last)] + keys.sorted()).joined(separator: " "))
    }

    fileprivate func overtaken() throws(JournalError) -> (through: UInt64, keys: Set<String>)? {
        guard let words = try meta(Self.overtakenName)?.split(separator: " ").map(String.init),
            let through = words.first.flatMap({ UInt64($0) })
        else { return nil }
        return (through, Set(words.dropFirst()))
    }
}
