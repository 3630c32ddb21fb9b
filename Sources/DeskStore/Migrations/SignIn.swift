extension Migrations {
    /// The step to a desk that is read in a browser: who has signed in, second factors, links by which a password is set, and how
    /// each wishes the pages to be.
    ///
    /// A secret that a browser or a link carries is kept as its digest alone.
    static let signIn = """
        ALTER TABLE account ADD COLUMN theme TEXT NOT NULL DEFAULT 'automatic';
        ALTER TABLE account ADD COLUMN has_shortcuts INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE account ADD COLUMN second_factor TEXT;
        ALTER TABLE account ADD COLUMN last_step INTEGER;

        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            digest TEXT NOT NULL UNIQUE,
            person INTEGER NOT NULL REFERENCES account (person),
            begun_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            is_complete INTEGER NOT NULL,
            address TEXT NOT NULL,
            browser TEXT NOT NULL,
            note TEXT,
            offered_secret TEXT
        ) STRICT;
        CREATE INDEX session_by_person ON session (person);

        CREATE TABLE recovery_code (
            person INTEGER NOT NULL REFERENCES account (person),
            digest TEXT NOT NULL,
            PRIMARY KEY (person, digest)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE invitation (
            person INTEGER PRIMARY KEY REFERENCES account (person),
            digest TEXT NOT NULL UNIQUE,
            ends_at INTEGER NOT NULL
        ) STRICT;
        """
}
