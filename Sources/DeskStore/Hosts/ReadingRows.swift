package import Desk
package import Health

enum SeriesColumn: Int, Columns {
    case id, quantity, unit, host, component

    static let table = "series"
    static let names = makeNames()
}

enum ReadingColumn: Int, Columns {
    case day, value, series

    static let table = "reading"
    static let names = makeNames()
}

/// What quantities were each day, as rows.
enum ReadingRows {
    /// Series of a host at most, so that none fills the store with names; many times what a machine has.
    static let seriesLimit = 4000
    /// Rows that are forgotten at once: more than a host adds, so that none are left over, and few, so that nobody waits.
    private static let pruneLimit = 1000

    private static let selectSeries = SeriesColumn.makeSelect(upTo: .unit) + " WHERE host = ? AND component = ?"
    private static let insertSeries = SeriesColumn.makeInsert(SeriesColumn.allCases.filter { $0 != .id })
    private static let upsert =
        ReadingColumn.makeInsert() + " ON CONFLICT (day, series) DO UPDATE SET value = excluded.value"

    /// Keeps the numbers of a fact for the day on which they were read, but for a day that is to come or was long ago.
    static func put(_ fact: Fact, of host: String, at now: Timestamp, _ connection: any SQLConnection) throws {
        let day = min(fact.readAt, now).day
        let numbers = fact.readings.compactMap { reading in
            reading.value.number.flatMap { $0.isFinite ? (quantity: reading.quantity, number: $0) : nil }
        }
        guard day > now.day - DailyValue.keptDays, !numbers.isEmpty else { return }
        let known = try series(of: fact.component, host, connection)
        let news = Set(numbers.map(\.quantity)).subtracting(known.keys)
        let added = try add(news, of: fact.component, host, connection)
        for (quantity, number) in numbers {
            guard let series = known[quantity] ?? added[quantity] else { continue }
            try connection.run(upsert, [SQLValue(day), .real(number), .integer(series)])
        }
    }

    /// Forgets what is too old, some of it at a time.
    static func prune(at now: Timestamp, _ connection: any SQLConnection) throws {
        let old = "SELECT day, series FROM reading WHERE day <= ? ORDER BY day, series LIMIT ?"
        let values = [SQLValue(now.day - DailyValue.keptDays), SQLValue(pruneLimit)]
        try connection.run("DELETE FROM reading WHERE (day, series) IN (\(old))", values)
    }

    /// The last days of a series, oldest first.
    ///
    /// Each day is looked up by itself: between two of them stand those of all other series.
    static func values(of series: Int64, _ connection: any SQLConnection) throws -> [DailyValue] {
        guard let last: Int64 = try connection.first("SELECT max(day) FROM reading", [])?.optional(0) else { return [] }
        let sql = """
            WITH RECURSIVE days (day) AS (
                SELECT CAST(? AS BIGINT) UNION ALL SELECT day + 1 FROM days WHERE day < ?
            )
            SELECT reading.day, reading.value FROM days
            JOIN reading ON reading.day = days.day AND reading.series = ?
            """
        let first = last - Int64(DailyValue.keptDays) + 1
        let rows = try connection.all(sql, [.integer(first), .integer(last), .integer(series)])
        return try rows.map { row in
            DailyValue(day: try row.value(ReadingColumn.day), value: try row.value(ReadingColumn.value))
        }
        .sorted { $0.day < $1.day }
    }

    /// The series of a component; one in a unit that this program does not know is left alone.
    static func series(
        of component: Component,
        _ host: String,
        _ connection: any SQLConnection
    ) throws -> [Quantity: Int64] {
        try connection.all(selectSeries, [.text(host), .text(component.description)]).reduce(into: [:]) { series, row in
            guard let unit = Unit(rawValue: try row.value(SeriesColumn.unit)) else { return }
            series[Quantity(try row.value(SeriesColumn.quantity), unit)] = try row.value(SeriesColumn.id) as Int64
        }
    }

    /// Series more, as many as the host may still have.
    private static func add(
        _ quantities: Set<Quantity>,
        of component: Component,
        _ host: String,
        _ connection: any SQLConnection
    ) throws -> [Quantity: Int64] {
        guard !quantities.isEmpty else { return [:] }
        let count: Int? = try connection.first("SELECT count(*) FROM series WHERE host = ?", [.text(host)])?.value(0)
        let some = quantities.sorted { $0.name < $1.name }.prefix(max(0, seriesLimit - (count ?? seriesLimit)))
        return try some.reduce(into: [:]) { series, quantity in
            series[quantity] = try connection.insert(
                insertSeries,
                [.text(quantity.name), SQLValue(quantity.unit), .text(host), .text(component.description)]
            )
        }
    }
}

extension DeskDatabase {
    package func history(
        of component: Component,
        quantity: Quantity,
        host: String,
        in scope: Scope
    ) async throws(DeskError) -> [DailyValue] {
        try await read { connection in
            guard let owner = try HostRows.host(host, connection), scope.sees(owner.organisation),
                let series = try ReadingRows.series(of: component, host, connection)[quantity]
            else { return [] }
            return try ReadingRows.values(of: series, connection)
        }
    }
}
