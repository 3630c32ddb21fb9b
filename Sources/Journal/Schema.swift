import CSQLite
import Wire

extension SQLite {
    /// Makes an opened file a journal: settings, asserted where delivery depends on them, and tables.
    func prepareJournal() throws(JournalError) {
        // A write-ahead log has its index in mapped memory: a fault in it while the disk hangs would stop the whole process.
        try execute(
            "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -256;"
        )
        guard try run("PRAGMA synchronous").first?.first?.integer == 2 else {
            throw JournalError(code: 1, message: "The journal cannot be made to write through (synchronous = FULL).")
        }
        try execute(
            """
            CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS entry(
                number INTEGER PRIMARY KEY, through INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS digest(number INTEGER PRIMARY KEY, value INTEGER NOT NULL);
            CREATE TABLE IF NOT EXISTS condition(
                key TEXT PRIMARY KEY, state TEXT NOT NULL, since INTEGER NOT NULL, severity TEXT NOT NULL, value REAL NOT NULL,
                bound REAL, reported REAL NOT NULL, count INTEGER NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS ticket(
                key TEXT PRIMARY KEY, number INTEGER NOT NULL, open INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS acceptance(
                key TEXT PRIMARY KEY, until TEXT NOT NULL, person TEXT NOT NULL) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS memory(
                probe TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(probe, name)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS seen(component TEXT PRIMARY KEY, lines TEXT NOT NULL);
            """
        )
    }

    /// Says so when pages of the file are damaged, at once and not when an event must be written.
    func checkPages() throws(JournalError) {
        let found = try run("PRAGMA quick_check(1)").first?.first?.text ?? "no answer"
        guard found == "ok" else {
            throw JournalError(code: SQLITE_CORRUPT, message: "The journal is damaged: \(found).")
        }
    }

    /// The last number that was acknowledged, and the last that was given out.
    ///
    /// Entries that do not follow it without a gap are damage.
    func position() throws(JournalError) -> (released: UInt64, last: UInt64) {
        var last = UInt64(try meta("released") ?? "0") ?? .max
        let released = last
        for row in try run("SELECT number, through FROM entry ORDER BY number") {
            guard let number = row[0].unsigned, let through = row[1].unsigned, last < Line.maximumNumber,
                number == last + 1, through >= number
            else {
                throw JournalError(code: SQLITE_CORRUPT, message: "The journal's entries have a gap after \(last).")
            }
            last = through
        }
        guard last <= Line.maximumNumber else {
            throw JournalError(code: SQLITE_CORRUPT, message: "The journal's last number, \(last), is impossible.")
        }
        return (released, last)
    }

    func meta(_ name: String) throws(JournalError) -> String? {
        try run("SELECT value FROM meta WHERE name = ?", [.text(name)]).first?.first?.text
    }

    func setMeta(_ name: String, _ value: String?) throws(JournalError) {
        if let value {
            try run("INSERT OR REPLACE INTO meta(name, value) VALUES (?, ?)", [.text(name), .text(value)])
        } else {
            try run("DELETE FROM meta WHERE name = ?", [.text(name)])
        }
    }
}
