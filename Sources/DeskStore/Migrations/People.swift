import GRDB

/// The step to a desk of people: matters beside conditions, persons and organisations, and a log without prose.
extension Migrations {
    enum People {
        static func migrate(_ database: Database) throws {
            try database.execute(sql: tables)
            try database.execute(sql: tickets)
            try LogWithoutProse.migrate(database)
            try ServiceRows.addDefaults(SQLiteConnection(database))
        }

        private static let tables = """
            CREATE TABLE organisation (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                policy TEXT NOT NULL DEFAULT 'standard'
            ) STRICT;
            INSERT INTO organisation (id, name) VALUES (1, 'main');

            CREATE TABLE policy (
                id TEXT NOT NULL,
                version INTEGER NOT NULL,
                name TEXT NOT NULL,
                valid_from INTEGER NOT NULL,
                targets TEXT NOT NULL,
                pausing TEXT NOT NULL,
                PRIMARY KEY (id, version)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE calendar (
                id TEXT NOT NULL,
                version INTEGER NOT NULL,
                name TEXT NOT NULL,
                valid_from INTEGER NOT NULL,
                zone TEXT NOT NULL,
                hours TEXT NOT NULL,
                holidays TEXT NOT NULL,
                PRIMARY KEY (id, version)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE site (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL,
                address TEXT,
                UNIQUE (organisation, name)
            ) STRICT;

            CREATE TABLE person (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL,
                email TEXT,
                language TEXT NOT NULL,
                expertise TEXT NOT NULL,
                forgotten_at INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX person_by_email ON person (organisation, email) WHERE email IS NOT NULL;

            CREATE TABLE account (
                person INTEGER PRIMARY KEY REFERENCES person (id),
                login TEXT NOT NULL UNIQUE,
                password TEXT,
                skills TEXT NOT NULL,
                experience INTEGER NOT NULL,
                work_limit INTEGER NOT NULL,
                made_at INTEGER NOT NULL,
                is_locked INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE membership (
                person INTEGER NOT NULL REFERENCES account (person),
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                role TEXT NOT NULL,
                tier INTEGER,
                PRIMARY KEY (person, organisation, role)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE administration (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                at INTEGER NOT NULL,
                author TEXT NOT NULL,
                action TEXT NOT NULL,
                details TEXT NOT NULL
            ) STRICT;

            CREATE TABLE text (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                ticket INTEGER NOT NULL REFERENCES ticket (number),
                author TEXT NOT NULL,
                hash TEXT NOT NULL,
                salt TEXT,
                content TEXT
            ) STRICT;
            CREATE INDEX text_by_ticket ON text (ticket);
            CREATE INDEX text_by_author ON text (author) WHERE author LIKE 'person:%';

            ALTER TABLE host ADD COLUMN organisation INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE host ADD COLUMN site INTEGER REFERENCES site (id);
            ALTER TABLE host ADD COLUMN impact TEXT;
            ALTER TABLE token ADD COLUMN organisation INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE token ADD COLUMN site INTEGER;
            """

        /// The table anew, because what a condition has is no longer in every row.
        private static let tickets = """
            CREATE TABLE ticket_new (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                type TEXT NOT NULL,
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                state TEXT NOT NULL,
                tier INTEGER NOT NULL,
                category TEXT,
                impact TEXT NOT NULL,
                urgency TEXT NOT NULL,
                is_rated INTEGER NOT NULL,
                requester INTEGER REFERENCES person (id),
                assignee INTEGER REFERENCES person (id),
                opened_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                pending TEXT,
                wakes_at INTEGER,
                resolved_at INTEGER,
                closed_at INTEGER,
                closed_by TEXT,
                is_touched INTEGER NOT NULL,
                minutes INTEGER NOT NULL,
                host TEXT REFERENCES host (id),
                priority TEXT NOT NULL,
                response_by INTEGER,
                resolution_by INTEGER,
                breach_at INTEGER,
                warn_at INTEGER,
                warn_clock TEXT,
                warn_share INTEGER,
                title INTEGER,
                items INTEGER,
                done TEXT,
                host_name TEXT,
                key TEXT,
                rule TEXT,
                component TEXT,
                severity TEXT,
                value REAL,
                threshold REAL,
                unit TEXT,
                since INTEGER,
                occurrences INTEGER,
                is_recovered INTEGER,
                seen_boot TEXT,
                seen_uptime REAL,
                accepted TEXT,
                CHECK (
                    key IS NULL AND items IS NOT NULL
                    OR host IS NOT NULL AND host_name IS NOT NULL AND rule IS NOT NULL AND component IS NOT NULL
                    AND severity IS NOT NULL AND value IS NOT NULL AND unit IS NOT NULL AND since IS NOT NULL
                    AND occurrences IS NOT NULL AND is_recovered IS NOT NULL
                )
            ) STRICT;
            INSERT INTO ticket_new (
                number, type, organisation, state, tier, impact, urgency, is_rated, priority, opened_at, updated_at,
                pending, closed_at, closed_by, is_touched, minutes, host, host_name, key, rule, component, severity,
                value, threshold, unit, since, occurrences, is_recovered, seen_boot, seen_uptime, accepted
            )
            SELECT
                number, 'incident', 1, state, tier, 'low',
                CASE severity WHEN 'critical' THEN 'high' WHEN 'warning' THEN 'medium' ELSE 'low' END, 0,
                CASE severity WHEN 'critical' THEN 'p3' ELSE 'p4' END,
                opened_at, updated_at, CASE state WHEN 'pending' THEN 'other' END, closed_at, closed_by, is_touched, 0,
                host, host_name, key, rule, component, severity, value, threshold, unit, since, occurrences, is_recovered, seen_boot, seen_uptime, accepted
            FROM ticket ORDER BY number;
            DROP TABLE ticket;
            ALTER TABLE ticket_new RENAME TO ticket;
            CREATE INDEX ticket_by_key ON ticket (host, key, number);
            CREATE INDEX ticket_by_state ON ticket (state, number);
            CREATE INDEX ticket_by_requester ON ticket (requester, number) WHERE requester IS NOT NULL;
            CREATE INDEX ticket_by_breach ON ticket (breach_at, number) WHERE breach_at IS NOT NULL;
            CREATE INDEX ticket_by_assignee ON ticket (assignee, number) WHERE assignee IS NOT NULL;
            CREATE INDEX ticket_by_warning ON ticket (warn_at) WHERE warn_at IS NOT NULL;
            CREATE INDEX ticket_by_waking ON ticket (wakes_at) WHERE wakes_at IS NOT NULL;
            CREATE UNIQUE INDEX one_open_ticket ON ticket (host, key) WHERE state <> 'closed' AND key IS NOT NULL;

            DROP TABLE ticket_text;
            CREATE VIRTUAL TABLE ticket_text USING fts5 (words, tokenize = 'unicode61');
            """
    }
}
