import GRDB

/// The step to categories and templates of an organisation's own.
extension Migrations {
    enum Templates {
        static func migrate(_ database: Database) throws {
            try database.execute(sql: tables)
        }

        private static let tables = """
            CREATE TABLE category (
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                word TEXT NOT NULL,
                english TEXT NOT NULL,
                french TEXT NOT NULL,
                PRIMARY KEY (organisation, word)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE template (
                organisation INTEGER NOT NULL REFERENCES organisation (id),
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                category TEXT,
                impact TEXT NOT NULL,
                urgency TEXT NOT NULL,
                title TEXT NOT NULL,
                description TEXT,
                checklist TEXT NOT NULL,
                PRIMARY KEY (organisation, name)
            ) STRICT, WITHOUT ROWID;
            """
    }
}
