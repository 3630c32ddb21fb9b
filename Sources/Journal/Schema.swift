extension SQLite {
    /// Makes an opened file a journal: settings, asserted where delivery depends on them, and tables.
    func prepareJournal() throws(JournalError) {
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
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
            CREATE TABLE IF NOT EXISTS memory(
                probe TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(probe, name)) WITHOUT ROWID;
            """
        )
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
