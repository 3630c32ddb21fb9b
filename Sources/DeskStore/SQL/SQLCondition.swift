import Desk

/// What rows must be, with the values of its marks.
struct SQLCondition: Sendable {
    private(set) var terms: [String] = []
    private(set) var values: [SQLValue] = []

    init(_ terms: [String] = [], _ values: [SQLValue] = []) {
        self.terms = terms
        self.values = values
    }

    /// ` WHERE …`; nothing where every row will do.
    var clause: String { terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND ") }

    mutating func want(_ term: String, _ values: [SQLValue] = []) {
        terms.append(term)
        self.values += values
    }

    mutating func want(_ other: SQLCondition) {
        terms += other.terms
        values += other.values
    }

    mutating func want(_ column: String, isOneOf values: [SQLValue]) {
        want(Self.isOneOf(column, values.count), values)
    }

    /// `column IN (?, …)`; what nothing fulfils for none.
    static func isOneOf(_ column: String, _ count: Int) -> String {
        guard count > 0 else { return "1 = 0" }
        return "\(column) IN (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
    }
}

extension Scope {
    /// That a row is of an organisation of which everything is seen.
    func condition(onOrganisation column: String) -> SQLCondition {
        var condition = SQLCondition()
        if let organisations {
            condition.want(column, isOneOf: organisations.sorted().map { SQLValue($0) })
        }
        return condition
    }

    /// That a person's name is told: of who belongs to or works for an organisation in which it has any role.
    var onNames: SQLCondition {
        guard let affiliations else { return SQLCondition() }
        let ids = affiliations.sorted().map { SQLValue($0) }
        let isOneOf = SQLCondition.isOneOf("organisation", ids.count)
        return SQLCondition(
            ["(\(isOneOf) OR id IN (SELECT person FROM membership WHERE \(isOneOf)))"],
            ids + ids
        )
    }

    /// That a ticket is seen.
    var onTickets: SQLCondition {
        guard let organisations else { return SQLCondition() }
        var condition = SQLCondition()
        let seen = SQLCondition.isOneOf("ticket.organisation", organisations.count)
        let values = organisations.sorted().map { SQLValue($0) }
        condition.want("(\(seen) OR ticket.requester = ?)", values + [SQLValue(person)])
        return condition
    }
}
