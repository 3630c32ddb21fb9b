import Desk
import GRDB

extension Migrations {
    /// The step to a desk that keeps the numbers of facts, a value a day, and that finds components by their model.
    enum Readings {
        static func migrate(_ database: Database) throws {
            try database.execute(sql: tables)
            let connection = SQLiteConnection(database)
            let known = try connection.all("SELECT host, component, identity FROM fact", [])
            for row in known {
                let identity: String = try row.value(2, "identity")
                guard let model = Fields(identity)?["model"] else { continue }
                let values = [SQLValue.text(model)] + row.values.prefix(2)
                _ = try connection.run("UPDATE fact SET model = ? WHERE host = ? AND component = ?", values)
            }
        }

        /// A day comes first in the key: what is written stands together at the end, and what is forgotten at the beginning.
        private static let tables = """
            CREATE TABLE series (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                host TEXT NOT NULL REFERENCES host (id),
                component TEXT NOT NULL,
                quantity TEXT NOT NULL,
                unit TEXT NOT NULL,
                UNIQUE (host, component, quantity, unit)
            ) STRICT;

            CREATE TABLE reading (
                day INTEGER NOT NULL,
                series INTEGER NOT NULL REFERENCES series (id),
                value REAL NOT NULL,
                PRIMARY KEY (day, series)
            ) STRICT, WITHOUT ROWID;

            ALTER TABLE fact ADD COLUMN model TEXT;
            CREATE INDEX fact_by_model ON fact (model) WHERE model IS NOT NULL;
            """
    }
}
