package import Desk
package import Health

extension DeskDatabase: FleetStore {
    package func unwellParts(in scope: Scope) async throws(DeskError) -> [UnwellPart] {
        let condition = Self.inService(scope)
        return try await read { connection in
            try connection.all(Self.unwell + condition.clause, condition.values).map { row in
                UnwellPart(
                    host: try row.value(0, "host"),
                    component: try row.value(1, "component"),
                    name: try row.value(2, "name"),
                    verdict: try row.read(3, "verdict", Verdict.init(rawValue:)),
                    reason: try row.optional(4, "reason")
                )
            }
        }
    }

    package func diskModels(in scope: Scope) async throws(DeskError) -> [DiskModel] {
        var condition = Self.inService(scope)
        condition.want("fact.component >= 'disk/' AND fact.component < 'disk0'")
        return try await read { [condition] connection in
            try connection.all(Self.disks + condition.clause, condition.values).compactMap { row in
                let identity = try row.read(2, "identity") { Fields($0) }
                guard let model = identity["model"] else { return nil }
                return DiskModel(
                    host: try row.value(0, "host"),
                    model: model,
                    firmware: identity["firmware"],
                    verdict: try row.read(1, "verdict", Verdict.init(rawValue:))
                )
            }
        }
    }

    package func work(
        since: Timestamp,
        limit: Int,
        in scope: Scope
    ) async throws(DeskError) -> FinishedWork {
        var condition = scope.onTickets
        condition.want("state = 'closed' AND closed_at >= ?", [SQLValue(since)])
        return try await read { [condition] connection in
            let total = "SELECT count(*) FROM ticket\(condition.clause)"
            let newest = "\(TicketRows.select)\(condition.clause) ORDER BY closed_at DESC, number DESC LIMIT ?"
            let tickets = try connection.all(newest, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
            let solutions = try LogRows.solutions(of: tickets.map(\.number), connection)
            return FinishedWork(
                items: tickets.map { FinishedWork.Item(ticket: $0, solution: solutions[$0.number]?.solution) },
                count: try connection.first(total, condition.values)?.value(0, "count") ?? 0
            )
        }
    }

    private static func inService(_ scope: Scope) -> SQLCondition {
        var condition = scope.condition(onOrganisation: "host.organisation")
        condition.want("host.retired_at IS NULL")
        return condition
    }

    private static let disks = """
        SELECT fact.host, fact.verdict, fact.identity FROM host JOIN fact ON fact.host = host.id
        """

    /// What stands for a kind as a whole says nothing once a component of the kind is known, as in a report.
    private static let unwell = """
        SELECT fact.host, fact.component, fact.name, fact.verdict, fact.reason
        FROM host JOIN fact ON fact.host = host.id
        AND fact.verdict NOT IN ('good', 'asleep', 'not applicable')
        AND NOT (fact.component LIKE '%/none' AND EXISTS (
            SELECT 1 FROM fact AS other WHERE other.host = fact.host AND other.component <> fact.component
            AND substr(other.component, 1, length(fact.component) - 4)
            = substr(fact.component, 1, length(fact.component) - 4)))
        """
}
