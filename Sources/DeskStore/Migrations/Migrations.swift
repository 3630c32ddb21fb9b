import Desk
import FoundationEssentials
import GRDB

/// The schema, step by step.
///
/// Steps are appended and never changed: stores in the field have taken them. Step 4 writes policies, calendars and texts by
/// their `Columns`: what a later step adds to those tables is not there yet, so it is written apart.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 tickets") { database in
            try database.execute(sql: tickets)
            try database.execute(
                sql: "INSERT INTO store (identity) VALUES (?)",
                arguments: [UUID().uuidString.lowercased()]
            )
        }
        migrator.registerMigration("2 seen at") { database in
            try database.execute(
                sql: "ALTER TABLE ticket ADD COLUMN seen_boot TEXT; ALTER TABLE ticket ADD COLUMN seen_uptime REAL"
            )
        }
        migrator.registerMigration("3 accepted") { database in
            try database.execute(sql: "ALTER TABLE ticket ADD COLUMN accepted TEXT")
        }
        migrator.registerMigration("4 people", migrate: People.migrate)
        migrator.registerMigration("5 mail") { try $0.execute(sql: mail) }
        migrator.registerMigration("6 templates", migrate: Templates.migrate)
        migrator.registerMigration("7 names of hosts") { database in
            try database.execute(sql: "ALTER TABLE host ADD COLUMN told_name TEXT")
        }
        migrator.registerMigration("8 sign-in") { try $0.execute(sql: signIn) }
        migrator.registerMigration("9 queue") { try $0.execute(sql: queue) }
        migrator.registerMigration("10 readings", migrate: Readings.migrate)
        return migrator
    }

    /// Brings the store to this program's schema.
    static func run(_ pool: DatabasePool, path: String) throws {
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw newer(path) }
        try migrator.migrate(pool)
    }

    /// Says whether a store that may only be read has this program's schema.
    static func check(_ pool: DatabasePool, path: String) throws {
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw newer(path) }
        guard try pool.read(migrator.hasCompletedMigrations) else {
            throw DeskError(
                .unusableStore,
                en: "The ticket store at \(path) is of an older version. Start vigie-desk to bring it up.",
                fr:
                    "La base des billets \(path) est d'une version antérieure. Lancez vigie-desk pour la mettre à niveau."
            )
        }
    }

    private static func newer(_ path: String) -> DeskError {
        DeskError(
            .unusableStore,
            en: "The ticket store at \(path) was written by a newer vigie-desk. Update this one.",
            fr: "La base des billets \(path) vient d'un vigie-desk plus récent. Mettez celui-ci à jour."
        )
    }

    /// Times are milliseconds since the epoch; `committed`, `digest` and `number` of a stream are the bits of an unsigned 64-bit number.
    private static let tickets = """
        CREATE TABLE store (identity TEXT NOT NULL) STRICT;

        CREATE TABLE host (
            id TEXT PRIMARY KEY NOT NULL,
            name TEXT NOT NULL,
            class TEXT NOT NULL,
            enrolled_at INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            is_silence_planned INTEGER NOT NULL,
            retired_at INTEGER
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE token (
            hash TEXT PRIMARY KEY NOT NULL,
            address TEXT NOT NULL,
            uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE enrolment (
            token TEXT NOT NULL REFERENCES token (hash),
            public_key TEXT NOT NULL,
            host TEXT NOT NULL REFERENCES host (id),
            PRIMARY KEY (token, public_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE stream (
            host TEXT NOT NULL,
            journal TEXT NOT NULL,
            committed INTEGER NOT NULL,
            digest INTEGER NOT NULL,
            PRIMARY KEY (host, journal)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE ticket (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            host TEXT NOT NULL REFERENCES host (id),
            host_name TEXT NOT NULL,
            key TEXT NOT NULL,
            rule TEXT NOT NULL,
            component TEXT NOT NULL,
            severity TEXT NOT NULL,
            value REAL NOT NULL,
            threshold REAL,
            unit TEXT NOT NULL,
            since INTEGER NOT NULL,
            state TEXT NOT NULL,
            tier INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            closed_at INTEGER,
            closed_by TEXT,
            occurrences INTEGER NOT NULL,
            is_touched INTEGER NOT NULL,
            is_recovered INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX ticket_by_key ON ticket (host, key, number);
        CREATE INDEX ticket_by_state ON ticket (state, number);
        CREATE UNIQUE INDEX one_open_ticket ON ticket (host, key) WHERE state <> 'closed';

        CREATE TABLE log (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            ticket INTEGER NOT NULL REFERENCES ticket (number),
            at INTEGER NOT NULL,
            author TEXT NOT NULL,
            kind TEXT NOT NULL,
            payload TEXT NOT NULL
        ) STRICT;
        CREATE INDEX log_by_ticket ON log (ticket, sequence);

        CREATE VIRTUAL TABLE ticket_text USING fts5 (
            words, component, host, key, notes,
            tokenize = 'unicode61 remove_diacritics 2'
        );

        CREATE TABLE fact (
            host TEXT NOT NULL REFERENCES host (id),
            component TEXT NOT NULL,
            name TEXT NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT,
            read_at INTEGER NOT NULL,
            identity TEXT NOT NULL,
            readings TEXT NOT NULL,
            PRIMARY KEY (host, component)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE dead_letter (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            host TEXT NOT NULL,
            journal TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            line TEXT NOT NULL,
            code INTEGER NOT NULL,
            word TEXT NOT NULL
        ) STRICT;
        """
}
