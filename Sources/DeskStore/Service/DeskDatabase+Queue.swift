package import Desk
package import Health

extension DeskDatabase: QueueStore {
    package func queue(_ filter: QueueFilter, in scope: Scope) async throws(DeskError) -> Queue {
        try await read { connection in
            Queue(
                working: try Self.working(filter, scope, connection),
                waiting: try Self.tickets(
                    filter,
                    scope,
                    "state = 'pending' AND breach_at IS NULL",
                    by: "wakes_at IS NULL, wakes_at, number",
                    filter.limit,
                    connection
                )
            )
        }
    }

    /// What has a running clock first.
    private static func working(
        _ filter: QueueFilter,
        _ scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let running = try tickets(
            filter,
            scope,
            "breach_at IS NOT NULL",
            by: "breach_at, number",
            filter.limit,
            connection
        )
        guard running.count < filter.limit else { return running }
        return try running
            + tickets(
                filter,
                scope,
                "breach_at IS NULL AND state IN ('new', 'open')",
                by: "priority, opened_at, number",
                filter.limit - running.count,
                connection
            )
    }

    private static func tickets(
        _ filter: QueueFilter,
        _ scope: Scope,
        _ term: String,
        by order: String,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var condition = scope.onTickets
        condition.want(term)
        if let tier = filter.tier { condition.want("tier = ?", [SQLValue(tier)]) }
        if let person = filter.assignee { condition.want("assignee = ?", [SQLValue(person)]) }
        if let organisation = filter.organisation { condition.want("organisation = ?", [SQLValue(organisation)]) }
        if filter.isUnassigned { condition.want("assignee IS NULL") }
        let sql = "\(TicketRows.select)\(condition.clause) ORDER BY \(order) LIMIT ?"
        return try connection.all(sql, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }

    package func takeNext(
        for account: Account,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> TicketRecord? {
        guard let tier = account.tier, !account.isLocked else {
            throw DeskError(.notAllowed, "\(account.login) is no technician, and takes no tickets.")
        }
        let theirs = Scope(account)
        return try await write { [shelf] connection in
            let sql = "SELECT count(*) FROM ticket WHERE assignee = ? AND state IN ('new', 'open')"
            let count: Int = try connection.first(sql, [SQLValue(account.person)])?.value(0, "count") ?? 0
            guard count < account.workLimit else {
                throw DeskError(
                    .notAllowed,
                    "\(account.login) works on \(count) tickets, and may have \(account.workLimit) at once. Solve or pass one first."
                )
            }
            let filter = QueueFilter(tier: tier, isUnassigned: true, limit: 1)
            guard let ticket = try Self.working(filter, theirs, connection).first else { return nil }
            let log = try LogRows.all(of: ticket.number, connection)
            let kinds = try Decision.entries(for: .assign(account.person), on: ticket, log: log, at: now)
            let steps = kinds.map { Step(scope.author, $0) }
            let written = try TicketLog.write(steps, on: ticket, at: now, by: shelf.book(connection), connection)
            return written.map { TicketRecord($0.ticket, log: log + $0.entries) }
        }
    }
}
