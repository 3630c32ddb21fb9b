package import Desk
package import Health

extension DeskDatabase: QueueStore {
    package func queue(_ filter: QueueFilter, in scope: Scope) async throws(DeskError) -> Queue {
        var condition = scope.onTickets
        if let tier = filter.tier { condition.want("tier = ?", [SQLValue(tier)]) }
        if let person = filter.assignee { condition.want("assignee = ?", [SQLValue(person)]) }
        if let organisation = filter.organisation { condition.want("organisation = ?", [SQLValue(organisation)]) }
        if filter.isUnassigned { condition.want("assignee IS NULL") }
        let wanted = condition
        return try await read { connection in
            Queue(
                working: try Self.working(wanted, filter.limit, connection),
                waiting: try Self.tickets(
                    wanted,
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
        _ condition: SQLCondition,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let due = "breach_at IS NOT NULL"
        let running = try tickets(condition, due, by: "breach_at, number", limit, connection)
        guard running.count < limit else { return running }
        let rest = "breach_at IS NULL AND state IN ('new', 'open')"
        return try running
            + tickets(condition, rest, by: "priority, opened_at, number", limit - running.count, connection)
    }

    private static func tickets(
        _ condition: SQLCondition,
        _ term: String,
        by order: String,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var condition = condition
        condition.want(term)
        let sql = "\(TicketRows.select)\(condition.clause) ORDER BY \(order) LIMIT ?"
        return try connection.all(sql, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }

    package func takeNext(
        for account: Account,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> TicketRecord? {
        let stations = account.memberships.filter { $0.role == .technician }
        guard !stations.isEmpty, !account.isLocked else {
            throw DeskError(
                .notAllowed,
                en: "\(account.login) is no technician, and takes no tickets.",
                fr: "\(account.login) n'est pas technicien et ne prend pas de billets."
            )
        }
        return try await write { [shelf] connection in
            let sql = "SELECT count(*) FROM ticket WHERE assignee = ? AND state IN ('new', 'open')"
            let count: Int = try connection.first(sql, [SQLValue(account.person)])?.value(0, "count") ?? 0
            guard count < account.workLimit else {
                throw DeskError(
                    .notAllowed,
                    en:
                        "\(account.login) works on \(count) tickets, and may have \(account.workLimit) at once. Solve or pass one first.",
                    fr:
                        "\(account.login) traite \(count) billets et peut en avoir \(account.workLimit) à la fois. Résolvez-en ou transmettez-en un d'abord."
                )
            }
            var condition = scope.onTickets
            condition.want("assignee IS NULL AND state IN ('new', 'open')")
            // In each organisation at the tier that they have there.
            condition.want(
                "(\(stations.map { _ in "organisation = ? AND tier = ?" }.joined(separator: " OR ")))",
                stations.flatMap { [SQLValue($0.organisation), SQLValue($0.tier)] }
            )
            guard let ticket = try Self.working(condition, 1, connection).first else { return nil }
            let action = Action.assign(account.person)
            try scope.require(action, on: ticket)
            // The account may have been locked meanwhile.
            try References.check(action, on: ticket, in: scope, connection)
            let log = try LogRows.all(of: ticket.number, connection)
            let kinds = try Decision.entries(for: action, on: ticket, log: log, at: now)
            let steps = kinds.map { Step(scope.author, $0) }
            let written = try TicketLog.write(steps, on: ticket, at: now, by: shelf.book(connection), connection)
            return written.map { TicketRecord($0.ticket, log: log + $0.entries) }
        }
    }
}
