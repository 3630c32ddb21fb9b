package import Desk
package import Health

extension DeskDatabase {
    package func notices(
        _ states: Set<Notice.State>,
        limit: Int,
        in scope: Scope
    ) async throws(DeskError) -> [Notice] {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("state", isOneOf: states.map(\.rawValue).sorted().map { .text($0) })
        let wanted = condition
        return try await read { try OutboxRows.notices(wanted, by: "id DESC", limit: limit, $0) }
    }

    package func retry(_ notice: Int64?, by scope: Scope, at now: Timestamp) async throws(DeskError) -> Int {
        try scope.requireAdministrator(of: nil)
        return try await write { connection in
            // What is no part of a mail yet is not late.
            var condition = SQLCondition(["state IN ('waiting', 'failed')", "mail IS NOT NULL"])
            // All notices of a mail are tried together.
            if let notice {
                condition.want(
                    "(id = ? OR mail = (SELECT mail FROM outbox WHERE id = ?))",
                    [.integer(notice), .integer(notice)]
                )
            }
            let sql =
                "UPDATE outbox SET state = 'waiting', next_at = ?, ended_at = NULL\(condition.clause)"
            let count = try connection.run(sql, [SQLValue(now)] + condition.values)
            guard count > 0 || notice == nil else {
                throw DeskError(
                    .unknownNotice,
                    en: "There is no notice \(notice ?? 0) that waits for another try, or has failed.",
                    fr: "Il n'y a pas d'avis \(notice ?? 0) qui attende un nouvel essai ou qui ait échoué."
                )
            }
            try AdministrationRows.append(
                "notices-retried",
                ["count": String(count)],
                by: scope,
                at: now,
                connection
            )
            return count
        }
    }

    package func digest(
        for account: Account?,
        since: Timestamp,
        at now: Timestamp,
        in scope: Scope
    ) async throws(DeskError) -> DailyDigest {
        let person = account?.person
        return try await read { connection in
            func count(_ term: String, _ values: [SQLValue] = []) throws -> Int {
                var condition = scope.onTickets
                condition.want(term, values)
                let sql = "SELECT count(*) FROM ticket\(condition.clause)"
                return try connection.first(sql, condition.values)?.value(0, "count") ?? 0
            }
            func first(_ term: String, _ values: [SQLValue]) throws -> [Ticket] {
                var condition = scope.onTickets
                condition.want(term, values)
                let order = "breach_at IS NULL, breach_at, priority, opened_at, number"
                let sql = "\(TicketRows.select)\(condition.clause) ORDER BY \(order) LIMIT 20"
                return try connection.all(sql, condition.values).map(TicketRows.ticket)
            }
            let late = "breach_at <= ? AND \(QueueRows.isUnsolved)"
            let mine = "assignee = ? AND state IN ('new', 'open', 'pending')"
            return DailyDigest(
                counts: try Ticket.State.unfinished.reduce(into: [:]) { counts, state in
                    counts[state] = try count("state = ?", [SQLValue(state)])
                },
                opened: try count("opened_at > ?", [SQLValue(since)]),
                closed: try count("closed_at > ?", [SQLValue(since)]),
                late: try first(late, [SQLValue(now)]),
                lateCount: try count(late, [SQLValue(now)]),
                mine: try person.map { try first(mine, [SQLValue($0)]) } ?? [],
                mineCount: try person.map { try count(mine, [SQLValue($0)]) } ?? 0,
                unassigned: try count("assignee IS NULL AND state IN ('new', 'open')")
            )
        }
    }
}
