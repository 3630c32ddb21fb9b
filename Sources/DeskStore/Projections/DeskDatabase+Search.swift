package import Desk

extension DeskDatabase {
    /// The newest tickets, among which fields are looked for.
    private static let reach: Int64 = 100_000

    package func search(_ query: TicketQuery, limit: Int, in scope: Scope) async throws(DeskError) -> [Ticket] {
        guard !query.isEmpty else { return [] }
        return try await read { connection in
            var wanted = scope.onTickets
            wanted.want(try query.fields(in: scope, connection))
            let above = query.hasFields && query.numbers.isEmpty ? try Self.floor(connection) : 0
            guard !query.words.isEmpty else {
                wanted.want("ticket.number > ?", [.integer(above)])
                let sql = "\(TicketRows.select)\(wanted.clause) ORDER BY ticket.number DESC LIMIT ?"
                return try connection.all(sql, wanted.values + [SQLValue(limit)]).map(TicketRows.ticket)
            }
            guard let words = SearchIndex.Query(query.words) else { return [] }
            let found = try SearchIndex.find(words, wanted, above: above, limit: limit, in: scope, connection)
            guard let number = query.loneNumber, let ticket = try TicketRows.ticket(connection, number: number),
                scope.sees(ticket)
            else { return found }
            return Array(([ticket] + found.filter { $0.number != number }).prefix(limit))
        }
    }

    /// The number above which fields are looked for.
    private static func floor(_ connection: any SQLConnection) throws -> Int64 {
        let newest: Int64? = try connection.first("SELECT coalesce(max(number), 0) FROM ticket", [])?.value(0, "number")
        return max(0, (newest ?? 0) - reach)
    }
}
