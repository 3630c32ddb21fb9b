package import Health
import Synchronization
import Wire

/// The agent's durable memory in one SQLite file: what is open, what the desk has not acknowledged, what probes remember.
///
/// A rule's new state and the event that it causes are written in one transaction (`record`), so that a crash at any point loses
/// nothing and repeats nothing. Every call may block for as long as the disk hangs: whoever must not wait asks one who has patience.
package final class Journal: Sendable {
    /// Unacknowledged events at most; the oldest beyond them are dropped, and said to be (`SKIP`).
    package static let defaultLimit = 10_000
    /// Digests of acknowledged numbers kept, for a desk that was restored from a backup.
    static let keptDigests: UInt64 = 4096
    /// Numbers that may be in flight at most: the largest window that a desk may announce (Protocol, `VIGIE`).
    static let largestWindow: UInt64 = 4096

    let state: Mutex<State>
    let limit: UInt64
    let makeID: @Sendable () -> String

    struct State {
        let database: SQLite
        /// The last number that was handed to a session: what is after it is in no flight.
        var offered: UInt64 = 0
        var summary: Summary
    }

    /// Opens the journal at `path`, or makes it.
    ///
    /// A damaged file is set aside beside it, with the time in its name, and one is begun anew.
    /// - Parameters:
    ///   - path: the file, or `:memory:` for a journal that ends with the process.
    ///   - limit: unacknowledged events at most.
    ///   - now: the time, for the name of a file set aside.
    ///   - makeID: a new random id.
    /// - Throws: when the file cannot be opened, made or set aside.
    package init(
        path: String,
        limit: Int = Journal.defaultLimit,
        now: Timestamp,
        makeID: @escaping @Sendable () -> String
    ) throws(JournalError) {
        let opened: State
        do throws(JournalError) {
            opened = try Self.open(path: path, makeID: makeID)
        } catch  where error.isDamage {
            guard FileNames.setAside(path, suffix: "damaged-\(now.seconds)") else { throw error }
            opened = try Self.open(path: path, makeID: makeID)
        }
        self.makeID = makeID
        self.limit = UInt64(max(limit, 10))
        self.state = Mutex(opened)
    }

    private static func open(
        path: String,
        makeID: @Sendable () -> String
    ) throws(JournalError) -> sending State {
        let isVolatile = path == ":memory:"
        if !isVolatile { try FileNames.createPrivate(path) }
        let database = try SQLite(path: path)
        try database.checkPages()
        try database.prepareJournal()
        try database.transaction { () throws(JournalError) in
            guard try database.meta("journal") == nil else { return }
            try database.setMeta("journal", makeID())
            try database.run("INSERT OR REPLACE INTO digest(number, value) VALUES (0, ?)", [.init(Digest.start.value)])
        }
        return State(database: database, summary: try database.summary(isVolatile: isVolatile))
    }

    /// The journal as its last change left it.
    package var summary: Summary { state.withLock { $0.summary } }

    /// Asks the file.
    func read<Result: Sendable>(
        _ body: @Sendable (SQLite) throws(JournalError) -> Result
    ) throws(JournalError) -> Result {
        try state.withLock { state throws(JournalError) in try body(state.database) }
    }

    /// Changes the file in one transaction, and takes over the summary that `body` leaves when that is on stable storage.
    func change<Result: Sendable>(
        _ body: @Sendable (SQLite, inout Summary) throws(JournalError) -> Result
    ) throws(JournalError) -> Result {
        try state.withLock { state throws(JournalError) in
            let database = state.database
            var summary = state.summary
            let result = try database.transaction { () throws(JournalError) in
                let result = try body(database, &summary)
                (summary.queue, summary.oldest) = try database.waiting()
                return result
            }
            summary.revision += 1
            state.summary = summary
            return result
        }
    }

    /// Gives the unacknowledged events new numbers under a new id, because the desk's digest is not in this journal.
    package func renumber() throws(JournalError) {
        let id = makeID()
        try change { (database, summary) throws(JournalError) in
            let entries = try database.run("SELECT text, at FROM entry ORDER BY number")
            try database.run("DELETE FROM entry")
            try database.run("DELETE FROM digest")
            try database.run("INSERT INTO digest(number, value) VALUES (0, ?)", [.init(Digest.start.value)])
            try database.setMeta("journal", id)
            try database.setMeta("replaces", summary.id)
            try database.setMeta("released", "0")
            (summary.id, summary.replaces) = (id, summary.id)
            (summary.released, summary.last) = (0, try database.append(renumbered: entries, after: 0))
        }
    }
}

extension SQLite {
    /// Appends entries (text, time) under the numbers after `last`, and returns the last of them.
    func append(renumbered entries: [[Value]], after last: UInt64) throws(JournalError) -> UInt64 {
        var last = last
        for entry in entries {
            guard let text = entry[0].text, let at = entry[1].integer,
                let moved = EntryText.renumbered(text, to: last + 1)
            else { continue }
            last += 1
            try append(last, through: last, text: moved, at: at)
        }
        return last
    }
}
