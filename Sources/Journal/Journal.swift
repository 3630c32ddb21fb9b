package import Health
import Synchronization
import Wire

/// The agent's durable memory in one SQLite file: what is open, what the desk has not acknowledged, what probes remember.
///
/// A rule's new state and the event that it causes are written in one transaction (`record`), so that a crash at any point loses
/// nothing and repeats nothing. Every call may block on the disk; callers have threads for that.
package final class Journal: Sendable {
    /// Unacknowledged events at most; the oldest beyond them are dropped, and said to be (`SKIP`).
    package static let defaultLimit = 10_000
    /// Digests of acknowledged numbers kept, for a desk that was restored from a backup.
    static let keptDigests: UInt64 = 4096
    /// Numbers that may be in flight at most: the largest window that a desk may announce (Protocol, `VIGIE`).
    static let largestWindow: UInt64 = 4096

    let state: Mutex<State>
    private let makeID: @Sendable () -> String

    struct State {
        var database: SQLite
        var id: String
        /// The last number given out, and the last that was acknowledged.
        var last: UInt64
        var released: UInt64
        var replaces: String?
        var isVolatile: Bool
        var limit: UInt64
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
        self.makeID = makeID
        let isVolatile = path == ":memory:"
        do throws(JournalError) {
            let opened = try Self.open(path: path, limit: limit, isVolatile: isVolatile, makeID: makeID)
            self.state = Mutex(opened)
        } catch {
            guard error.isDamage, FileNames.setAside(path, suffix: "damaged-\(now.seconds)") else { throw error }
            let opened = try Self.open(path: path, limit: limit, isVolatile: isVolatile, makeID: makeID)
            self.state = Mutex(opened)
        }
    }

    private static func open(
        path: String,
        limit: Int,
        isVolatile: Bool,
        makeID: @Sendable () -> String
    ) throws(JournalError) -> sending State {
        if !isVolatile { try FileNames.createPrivate(path) }
        let database = try SQLite(path: path)
        try database.checkPages()
        try database.prepareJournal()
        let id = try database.transaction { () throws(JournalError) -> String in
            if let id = try database.meta("journal") { return id }
            let id = makeID()
            try database.setMeta("journal", id)
            try database.run("INSERT INTO digest(number, value) VALUES (0, ?)", [.init(Digest.start.value)])
            return id
        }
        let (released, last) = try database.position()
        return State(
            database: database,
            id: id,
            last: last,
            released: released,
            replaces: try database.meta("replaces"),
            isVolatile: isVolatile,
            limit: UInt64(max(limit, 10))
        )
    }

    /// The journal's id, and the number of the last event in it.
    package var position: (id: String, last: UInt64) { state.withLock { ($0.id, $0.last) } }

    package var isVolatile: Bool { state.withLock { $0.isVolatile } }

    /// Goes on in memory, under a new id, because the file cannot be written.
    ///
    /// What stood in the file stays there for the next start.
    /// - Parameter open: the conditions that stand, so that their tickets can still be closed.
    /// - Throws: when not even memory holds a database.
    package func becomeVolatile(open: [ConditionKey: StoredCondition]) throws(JournalError) {
        let id = makeID()
        try state.withLock { state throws(JournalError) in
            guard !state.isVolatile else { return }
            let database = try SQLite(path: ":memory:")
            try database.prepareJournal()
            try database.setMeta("journal", id)
            try database.run("INSERT INTO digest(number, value) VALUES (0, ?)", [.init(Digest.start.value)])
            for (key, condition) in open {
                try database.store(condition, for: key, isOpen: true)
            }
            state = State(
                database: database,
                id: id,
                last: 0,
                released: 0,
                replaces: nil,
                isVolatile: true,
                limit: state.limit
            )
        }
    }

    /// Gives the unacknowledged events new numbers under a new id, because the desk's digest is not in this journal.
    package func renumber() throws(JournalError) {
        let id = makeID()
        try state.withLock { state throws(JournalError) in
            let database = state.database
            let old = state.id
            let entries = try database.run("SELECT text, at FROM entry ORDER BY number")
            state.last = try database.transaction { () throws(JournalError) -> UInt64 in
                try database.run("DELETE FROM entry")
                try database.run("DELETE FROM digest")
                try database.run("INSERT INTO digest(number, value) VALUES (0, ?)", [.init(Digest.start.value)])
                try database.setMeta("journal", id)
                try database.setMeta("replaces", old)
                try database.setMeta("released", "0")
                var number: UInt64 = 0
                for entry in entries {
                    guard let text = entry[0].text, let at = entry[1].integer,
                        let moved = EntryText.renumbered(text, to: number + 1)
                    else { continue }
                    number += 1
                    try database.append(number, through: number, text: moved, at: at)
                }
                return number
            }
            state.id = id
            state.released = 0
            state.replaces = old
        }
    }
}
