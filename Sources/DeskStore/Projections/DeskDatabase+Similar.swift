package import Desk
import Health

extension DeskDatabase {
    /// Components of a model, and tickets about them, that are looked at, at most.
    private static let (componentReach, ticketReach) = (500, 100)

    package func similarTickets(
        to ticket: Ticket,
        limit: Int,
        in scope: Scope
    ) async throws(DeskError) -> [SimilarTicket] {
        guard let condition = ticket.condition, let key = ConditionKey(condition.key) else { return [] }
        return try await read { connection in
            var found = try Self.newest(
                limit,
                Self.isOf(key.component, on: condition.host),
                but: ticket.number,
                in: scope,
                connection
            )
            if found.count < limit, let elsewhere = try Self.isOfModel(key, on: condition.host, in: scope, connection) {
                found += try Self.newest(limit - found.count, elsewhere, but: ticket.number, in: scope, connection)
            }
            let solutions = try LogRows.solutions(of: found.map(\.number), connection)
            return found.map { SimilarTicket($0, solution: solutions[$0.number]) }
        }
    }

    private static func newest(
        _ limit: Int,
        _ tickets: SQLCondition,
        but number: Int64,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var wanted = scope.onTickets
        wanted.want(tickets)
        wanted.want("ticket.number <> ?", [.integer(number)])
        let sql = "\(TicketRows.select)\(wanted.clause) ORDER BY ticket.number DESC LIMIT ?"
        return try connection.all(sql, wanted.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }

    /// That a ticket's key begins with the component: the character after `/` is `0`.
    private static func isOf(_ component: Component, on host: String) -> SQLCondition {
        SQLCondition(
            ["ticket.host = ? AND ticket.key > ? AND ticket.key < ?"],
            [.text(host), .text("\(component)/"), .text("\(component)0")]
        )
    }

    /// That it is of the same rule and of a component of the same model on another host; nil where the model is not known.
    private static func isOfModel(
        _ key: ConditionKey,
        on host: String,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> SQLCondition? {
        let known = "SELECT model FROM fact WHERE host = ? AND component = ?"
        let values: [SQLValue] = [.text(host), .text(key.component.description)]
        guard let model: String = try connection.first(known, values)?.optional(0), !model.isEmpty else { return nil }
        var parts = scope.condition(onOrganisation: "host.organisation")
        parts.want("fact.model = ? AND fact.host <> ?", [.text(model), .text(host)])
        let newest = """
            ticket.number IN (
                SELECT other.number FROM (
                    SELECT fact.host, fact.component FROM fact JOIN host ON host.id = fact.host\(parts.clause) LIMIT ?
                ) AS part
                JOIN ticket AS other ON other.host = part.host AND other.key = part.component || '/' || ?
                ORDER BY other.number DESC LIMIT ?
            )
            """
        let bounds: [SQLValue] = [SQLValue(componentReach), .text(key.rule.description), SQLValue(ticketReach)]
        return SQLCondition([newest], parts.values + bounds)
    }
}
