/// How far the desk has come with work that goes along something, such as its log.
enum Progress: String {
    /// The last entry of the log of which notices were made.
    case notices
    /// The last day of which digests were made, in days since 1970-01-01.
    case digests

    /// Nil before the work has begun.
    func read(_ connection: any SQLConnection) throws -> Int64? {
        try connection.first("SELECT value FROM progress WHERE name = ?", [.text(rawValue)])?.value(0)
    }

    func write(_ value: Int64, _ connection: any SQLConnection) throws {
        try connection.run(
            "INSERT INTO progress (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(rawValue), .integer(value)]
        )
    }

    func forget(_ connection: any SQLConnection) throws {
        try connection.run("DELETE FROM progress WHERE name = ?", [.text(rawValue)])
    }
}
