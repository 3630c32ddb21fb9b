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
            Head(
                id: state.id,
                first: state.released + 1,
                last: state.last,
                base: try state.database.digest(at: state.released) ?? .start,
                replaces: state.replaces,
                isVolatile: state.isVolatile
            )
        }
    }

    /// Finds the desk's position: true when this journal holds the same digest there, so that delivery goes on after it.
    ///
    /// A position inside a skip, because the desk had more than the acknowledgements told, shortens the skip.
    package func holds(_ committed: UInt64, _ digest: Digest) throws(JournalError) -> Bool {
        try state.withLock { state throws(JournalError) in
            guard committed <= state.last, try state.database.digest(at: committed) == digest else { return false }
            try state.database.transaction { () throws(JournalError) in
                try state.database.shortenSkip(at: committed)
            }
            return true
        }
    }

    /// Entries from a number on, in order.
    package func entries(from number: UInt64, limit: Int) throws(JournalError) -> [ClientSession.Entry] {
        try state.withLock { state throws(JournalError) in
            try state.database.run(
                "SELECT number, through, text FROM entry WHERE number >= ? ORDER BY number LIMIT ?",
                [.init(number), .integer(Int64(limit))]
            ).compactMap { row in
                guard let number = row[0].unsigned, let through = row[1].unsigned, let text = row[2].text else {
                    return nil
                }
                return ClientSession.Entry(number: number, through: through, text: text)
            }
        }
    }

    /// Forgets what the desk has on stable storage; digests stay for a while.
    package func release(through number: UInt64) throws(JournalError) {
        try state.withLock { state throws(JournalError) in
            guard number > state.released, number <= state.last else { return }
            let database = state.database
            try database.transaction { () throws(JournalError) in
                try database.run("DELETE FROM entry WHERE through <= ?", [.init(number)])
                let oldest = number > Self.keptDigests ? number - Self.keptDigests : 0
                try database.run("DELETE FROM digest WHERE number < ? AND number > 0", [.init(oldest)])
                try database.setMeta("released", String(number))
                try database.setMeta("replaces", nil)
            }
            state.released = number
            state.replaces = nil
        }
    }

    /// How many events wait, and since when the oldest does.
    package func queue() throws(JournalError) -> (count: UInt64, oldest: Timestamp?) {
        try state.withLock { state throws(JournalError) in
            let row = try state.database.run("SELECT count(*), min(at) FROM entry").first ?? []
            let oldest = row.last?.integer.map { Timestamp(milliseconds: $0) }
            return (row.first?.unsigned ?? 0, oldest)
        }
    }

    /// Remembers the ticket of a key, so that the report at this workstation can show it.
    package func setTicket(_ number: Int64, for key: ConditionKey, isOpen: Bool) throws(JournalError) {
        try state.withLock { state throws(JournalError) in
            _ = try state.database.run(
                "INSERT OR REPLACE INTO ticket(key, number, open) VALUES (?, ?, ?)",
                [.text(key.description), .integer(number), .integer(isOpen ? 1 : 0)]
            )
        }
    }

    /// The open tickets by key.
    package func tickets() throws(JournalError) -> [ConditionKey: Int64] {
        try state.withLock { state throws(JournalError) in
            let rows = try state.database.run("SELECT key, number FROM ticket WHERE open = 1")
            let pairs = rows.compactMap { row in
                row[0].text.flatMap { ConditionKey($0) }.flatMap { key in row[1].integer.map { (key, $0) } }
            }
            return Dictionary(pairs) { first, _ in first }
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

    /// Drops the oldest tenth of a journal that is over its limit: one skip says which numbers are gone.
    func dropOldest(released: UInt64, last: UInt64, limit: UInt64, at time: Timestamp) throws(JournalError) {
        guard last - released > limit else { return }
        let through = released + max(limit / 10, 2)
        let first = released + 1
        let kept = try run("SELECT max(through) FROM entry WHERE number <= ?", [.init(through)]).first?.first?.unsigned
        guard let end = kept, end < last, end > first else { return }
        try run("DELETE FROM entry WHERE number <= ?", [.init(end)])
        try run(
            "INSERT INTO entry(number, through, text, at) VALUES (?, ?, ?, ?)",
            [.init(first), .init(end), .text(EntryText.skip(first, through: end)), .integer(time.milliseconds)]
        )
        try rechain(from: first)
    }

    /// Makes a skip that the desk has settled in part begin after that part.
    func shortenSkip(at committed: UInt64) throws(JournalError) {
        let inside = try run(
            "SELECT number, through FROM entry WHERE number <= ? AND through > ?",
            [.init(committed), .init(committed)]
        )
        guard let row = inside.first, let number = row[0].unsigned, let through = row[1].unsigned else { return }
        try run(
            "UPDATE entry SET number = ?, text = ? WHERE number = ?",
            [.init(committed + 1), .text(EntryText.skip(committed + 1, through: through)), .init(number)]
        )
        try rechain(from: committed + 1)
    }

    /// Computes the digests anew from a number on, after an entry was replaced there.
    private func rechain(from number: UInt64) throws(JournalError) {
        for row in try run("SELECT number, through, text FROM entry WHERE number >= ? ORDER BY number", [.init(number)])
        {
            guard let first = row[0].unsigned, let through = row[1].unsigned, let text = row[2].text else { continue }
            try setDigest(after: text, from: first - 1, at: through)
        }
    }

    private func setDigest(after text: String, from previous: UInt64, at number: UInt64) throws(JournalError) {
        let before = try digest(at: previous) ?? .start
        let after = EntryText.digest(of: text, after: before)
        try run("INSERT OR REPLACE INTO digest(number, value) VALUES (?, ?)", [.init(number), .init(after.value)])
    }
}
