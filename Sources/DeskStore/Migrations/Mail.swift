extension Migrations {
    /// The step to a desk that tells people: what each wishes to be told, and what is to be sent.
    ///
    /// A person of null is the address of the whole desk; `mail` names the first notice of the mail that a notice is a part of.
    static let mail = """
        ALTER TABLE person ADD COLUMN wishes TEXT;

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            person INTEGER REFERENCES person (id),
            organisation INTEGER REFERENCES organisation (id),
            ticket INTEGER REFERENCES ticket (number),
            entry INTEGER,
            made_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            next_at INTEGER,
            ended_at INTEGER,
            trouble TEXT,
            mail INTEGER,
            mailed_at INTEGER
        ) STRICT;
        CREATE INDEX outbox_waiting ON outbox (person, id) WHERE state = 'waiting';
        CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'waiting' AND mail IS NOT NULL;
        CREATE INDEX outbox_by_mail ON outbox (mail) WHERE mail IS NOT NULL;
        CREATE INDEX outbox_by_time ON outbox (mailed_at) WHERE mailed_at IS NOT NULL;
        CREATE INDEX outbox_by_end ON outbox (ended_at) WHERE ended_at IS NOT NULL;
        CREATE UNIQUE INDEX one_notice ON outbox (entry, coalesce(person, 0)) WHERE entry IS NOT NULL;

        CREATE TABLE progress (
            name TEXT PRIMARY KEY NOT NULL,
            value INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
