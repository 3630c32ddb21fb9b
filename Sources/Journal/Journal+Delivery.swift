package import Health
import Synchronization
package import Wire

extension Journal {
    /// What HELLO says of the journal.
    package struct Head: Hashable, Sendable {
        package var id: String
        /// The first number that is not acknowledged, and the last; `last == first - 1` when nothing waits.
        package var first: UInt64
        package var last: UInt64
        /// The digest before `first`.
        package var base: Digest
        package var replaces: String?
        package var isVolatile: Bool
    }

    package func head() throws(JournalError) -> Head {
        try state.withLock { state throws(JournalError) in
            let summary = state.summary
            return Head(
                id: summary.id,
                first: summary.released + 1,
                last: summary.last,
                base: try state.database.digest(at: summary.released) ?? .start,
                replaces: summary.replaces,
                isVolatile: summary.isVolatile
            )
        }
    }

    /// Finds the desk's position: true when this journal holds the same digest there, so that delivery goes on after it.
    package func holds(_ committed: UInt64, _ digest: Digest) throws(JournalError) -> Bool {
        guard committed <= summary.last else { return false }
        return try read { (database) throws(JournalError) in try database.digest(at: committed) == digest }
    }

    /// Entries from a number on, in order: from now on they may be on their way to the desk.
    package func entries(from number: UInt64, limit: Int) throws(JournalError) -> [ClientSession.Entry] {
        try state.withLock { state throws(JournalError) in
            let entries = try state.database.run(
                "SELECT number, through, text FROM entry WHERE number >= ? ORDER BY number LIMIT ?",
                [.init(number), .integer(Int64(limit))]
            ).compactMap { row -> ClientSession.Entry? in
                guard let number = row[0].unsigned, let through = row[1].unsigned, let text = row[2].text else {
                    return nil
                }
                return ClientSession.Entry(number: number, through: through, text: text)
            }
            state.offered = max(state.offered, entries.last?.through ?? 0)
            return entries
        }
    }

    /// Forgets what the desk has on stable storage; digests stay for a while.
    ///
    /// A number inside a skip, which no desk should acknowledge, settles what is before the skip.
    package func release(through number: UInt64) throws(JournalError) {
        let before = summary
        guard number > before.released, number <= before.last else { return }
        if before.isVolatile { try noteDelivered(through: number) }
        try change { (database, summary) throws(JournalError) in
            let ends = try database.run("SELECT max(through) FROM entry WHERE through <= ?", [.init(number)])
            guard let number = ends.first?.first?.unsigned, number > summary.released else { return }
            try database.run("DELETE FROM entry WHERE through <= ?", [.init(number)])
            let oldest = number > Self.keptDigests ? number - Self.keptDigests : 0
            try database.run("DELETE FROM digest WHERE number < ? AND number > 0", [.init(oldest)])
            try database.setMeta("released", String(number))
            try database.setMeta("replaces", nil)
            (summary.released, summary.replaces) = (number, nil)
        }
    }

    /// Remembers the ticket of a key, so that the report at this workstation can show it.
    package func setTicket(_ number: Int64, for key: ConditionKey, isOpen: Bool) throws(JournalError) {
        try change { (database, summary) throws(JournalError) in
            try database.run(
                "INSERT OR REPLACE INTO ticket(key, number, open) VALUES (?, ?, ?)",
                [.text(key.description), .integer(number), .integer(isOpen ? 1 : 0)]
            )
            summary.tickets[key] = isOpen ? number : nil
        }
    }
}

extension SQLite {
    func digest(at number: UInt64) throws(JournalError) -> Digest? {
        try run("SELECT value FROM digest WHERE number = ?", [.init(number)]).first?.first?.unsigned.map {
            Digest(value: $0)
        }
    }

    /// Appends one entry and the digest after it.
    func append(_ number: UInt64, through: UInt64, text: String, at milliseconds: Int64) throws(JournalError) {
        try run(
            "INSERT INTO entry(number, through, text, at) VALUES (?, ?, ?, ?)",
            [.init(number), .init(through), .text(text), .integer(milliseconds)]
        )
        try setDigest(after: text, from: number - 1, at: through)
    }

    /// Drops the oldest of a journal that is over its limit, at least a tenth of it: one skip says which numbers are gone.
    ///
    /// What was acknowledged last may be followed by entries that the desk has committed without our knowing. Those keep their lines
    /// and digests, or the desk's digest would not be found again.
    func dropOldest(released: UInt64, last: UInt64, limit: UInt64, at time: Timestamp) throws(JournalError) {
        guard last - released > limit,
            let count = try run("SELECT count(*) FROM entry").first?.first?.unsigned, count > limit
        else { return }
        let inFlight = min(limit / 2, Journal.largestWindow)
        let dropped = try run(
            "SELECT number, through FROM entry WHERE number > ? ORDER BY number LIMIT ?",
            [.init(released + inFlight), .init(max(count - limit, limit / 10) + 1)]
        )
        guard let first = dropped.first?.first?.unsigned, let end = dropped.last?.last?.unsigned else { return }
        try run("DELETE FROM entry WHERE number BETWEEN ? AND ?", [.init(first), .init(end)])
        try run("DELETE FROM digest WHERE number >= ?", [.init(first)])
        try append(first, through: end, text: EntryText.skip(first, through: end), at: time.milliseconds)
        let rest = try run("SELECT number, through, text FROM entry WHERE number > ? ORDER BY number", [.init(end)])
        for row in rest {
            guard let number = row[0].unsigned, let through = row[1].unsigned, let text = row[2].text else { continue }
            try setDigest(after: text, from: number - 1, at: through)
        }
    }

    private func setDigest(after text: String, from previous: UInt64, at number: UInt64) throws(JournalError) {
        let before = try digest(at: previous) ?? .start
        let after = before.extended(byEntry: text)
        try run("INSERT OR REPLACE INTO digest(number, value) VALUES (?, ?)", [.init(number), .init(after.value)])
    }
}
