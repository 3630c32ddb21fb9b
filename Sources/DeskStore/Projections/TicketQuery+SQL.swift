import Desk
import Health

extension TicketQuery {
    /// That a ticket has what the fields want.
    ///
    /// Hosts, sites and persons are looked for among those that the scope sees, so that no answer gives away another one.
    func fields(in scope: Scope, _ connection: any SQLConnection) throws -> SQLCondition {
        var condition = SQLCondition()
        func want(_ column: TicketColumn, _ values: [SQLValue]) {
            if !values.isEmpty { condition.want("ticket.\(column.name)", isOneOf: values) }
        }
        want(.number, numbers.map { .integer($0) })
        want(.rule, rules.map { .text($0) })
        want(.state, states.map { SQLValue($0) })
        want(.tier, tiers.map { SQLValue($0) })
        want(.priority, priorities.map { SQLValue($0) })
        want(.category, categories.map { SQLValue($0) })
        want(.severity, severities.map { SQLValue($0) })
        if !components.isEmpty {
            let kinds = components.map { SQLValue.text("\($0.rawValue)/%") }
            condition.want("(\(kinds.map { _ in "ticket.key LIKE ?" }.joined(separator: " OR ")))", kinds)
        }
        if !hosts.isEmpty { condition.want("ticket.host", isOneOf: try hostIDs(in: scope, connection)) }
        if !sites.isEmpty {
            let ids = try siteIDs(in: scope, connection)
            let isThere = SQLCondition.isOneOf("site", ids.count)
            condition.want("ticket.host IN (SELECT id FROM host WHERE \(isThere))", ids)
        }
        func want(_ somebody: Set<Somebody>, _ column: TicketColumn, _ find: (String) throws -> [SQLValue]) throws {
            guard !somebody.isEmpty else { return }
            let ids = try somebody.flatMap { one throws -> [SQLValue] in
                switch one {
                case .me: scope.person.map { [SQLValue($0)] } ?? []
                case .nobody: []
                case .named(let name): try find(name)
                }
            }
            let isOneOf = SQLCondition.isOneOf("ticket.\(column.name)", ids.count)
            let isNobody = somebody.contains(.nobody) ? " OR ticket.\(column.name) IS NULL" : ""
            condition.want("(\(isOneOf)\(isNobody))", ids)
        }
        try want(assignees, .assignee) { try Self.accounts($0, in: scope, connection) }
        try want(requesters, .requester) { try Self.persons($0, in: scope, connection) }
        return condition
    }

    private func hostIDs(in scope: Scope, _ connection: any SQLConnection) throws -> [SQLValue] {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("lower(name)", isOneOf: hosts.map { .text($0.lowercased()) })
        let named = try connection.all("SELECT id FROM host\(condition.clause)", condition.values)
        return hosts.map { .text($0) } + named.flatMap(\.values)
    }

    private func siteIDs(in scope: Scope, _ connection: any SQLConnection) throws -> [SQLValue] {
        let wanted = Set(sites.map(Folding.words))
        let reach = scope.condition(onOrganisation: "organisation")
        let rows = try connection.all("\(OrganisationRows.selectSite)\(reach.clause)", reach.values)
        return try rows.map(OrganisationRows.site).filter { wanted.contains(Folding.words($0.name)) }
            .map { SQLValue($0.id) }
    }

    private static func accounts(
        _ login: String,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [SQLValue] {
        let reach = scope.condition(onOrganisation: "organisation")
        let sql = "SELECT person FROM account WHERE login = ? AND person IN (SELECT id FROM person\(reach.clause))"
        return try connection.all(sql, [.text(login.lowercased())] + reach.values).flatMap(\.values)
    }

    /// Namesakes of whom tickets are looked for at most.
    private static let mostNamesakes = 1000

    private static func persons(
        _ text: String,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [SQLValue] {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("forgotten_at IS NULL")
        guard !text.contains("@") else {
            condition.want("lower(email) = ?", [.text(text.lowercased())])
            return try connection.all("SELECT id FROM person\(condition.clause)", condition.values).flatMap(\.values)
        }
        let wanted = Folding.words(text)
        guard !wanted.isEmpty else { return [] }
        let rows = try connection.all("SELECT id, name FROM person\(condition.clause)", condition.values)
        let found = try rows.filter { row in
            Folding.holds(Folding.words(try row.value(1, "name")), wanted, asBeginning: false)
        }
        return found.prefix(mostNamesakes).compactMap(\.values.first)
    }
}
