import Foundation
@testable import Journal
import Wire

/// What an agent's journal file holds, and what it ever held: triggers in the file itself note every entry in the
/// transaction that writes it, and keep it when the agent has forgotten it.
///
/// It is read only while the agent has the file open, so that the agent's own recovery finds what a kill has left.
struct Witness {
    let journal: String
    let released: UInt64
    let last: UInt64
    let digest: UInt64
    /// Conditions by their key: whether they are open.
    let conditions: [String: Bool]
    /// The lines of events, in order, by the journal's id.
    let events: [(journal: String, line: String)]

    /// Begins to note; the journal must have been made, and its agent ended.
    static func install(in state: URL) throws {
        try SQLite(path: path(state)).execute(
            """
            CREATE TABLE witness(sequence INTEGER PRIMARY KEY, journal TEXT, number INTEGER, text TEXT, UNIQUE(journal, number));
            CREATE TRIGGER witnessed AFTER INSERT ON entry BEGIN
                INSERT OR REPLACE INTO witness(journal, number, text)
                SELECT value, new.number, new.text FROM meta WHERE name = 'journal';
            END;
            """
        )
    }

    private static func path(_ state: URL) -> String { state.appending(path: "journal.sqlite").path }

    init(_ state: URL) throws {
        let file = try SQLite(path: Self.path(state))
        try file.execute("BEGIN")
        journal = try file.meta("journal") ?? ""
        (released, last) = try file.position()
        digest = try file.digest(at: released)?.value ?? 0
        let rows = try file.run("SELECT key, state FROM condition")
        conditions = Dictionary(rows.compactMap { row in row[0].text.map { ($0, row[1].text == "open") } }) { $1 }
        let texts = try file.run("SELECT journal, text FROM witness ORDER BY sequence")
        events = texts.compactMap { row in
            guard let journal = row[0].text, let line = row[1].text, !line.hasPrefix("SYNC ") else { return nil }
            return (journal, line)
        }
        try file.execute("COMMIT")
    }
}

extension Workstation {
    /// Whether the running agent lets nobody else read its journal, as it does when the index that connections share could not
    /// be made at its start.
    func holdsJournalAlone() throws -> Bool {
        do {
            _ = try Witness(state)
            return false
        } catch let error as JournalError where error.isLock {
            return true
        }
    }
}

extension JournalError {
    /// SQLITE_BUSY.
    fileprivate var isLock: Bool { code & 0xFF == 5 }
}
