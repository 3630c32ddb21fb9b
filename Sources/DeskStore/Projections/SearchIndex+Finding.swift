import Desk

extension SearchIndex {
    /// The words that are wanted, each as the plain words that it falls into; only the very last may go on.
    struct Query: Sendable {
        /// Words of a query at most.
        private static let longest = 16

        let phrases: [[String]]

        /// Nil when there is no word to look for.
        init?(_ words: [String]) {
            let phrases = Array(words.map(Folding.words).filter { !$0.isEmpty }.prefix(Self.longest))
            guard !phrases.isEmpty else { return nil }
            self.phrases = phrases
        }

        func isFound(in words: [String]) -> Bool {
            phrases.enumerated().allSatisfy { index, phrase in
                Folding.holds(words, phrase, asBeginning: index == phrases.count - 1)
            }
        }
    }

    /// Tickets that are read from the index at a time.
    private static let page = 256

    /// The newest tickets that hold the words and are as wanted, as many as are asked for where there are so many.
    ///
    /// Those up to the number `floor` are not looked at.
    static func find(
        _ query: Query,
        _ wanted: SQLCondition,
        above floor: Int64,
        limit: Int,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var found: [Ticket] = []
        func take(_ tickets: [Ticket]) throws {
            for ticket in tickets where found.count < limit {
                if try isSeen(ticket, query, scope, connection) { found.append(ticket) }
            }
        }
        try take(recent(query, wanted, connection).reversed())
        guard found.count < limit else { return found }
        let size = min(limit, page)
        let newest = "SELECT \(Dialect.textNumber) AS number FROM ticket_text ORDER BY \(Dialect.textNumber) DESC"
        let isCommon = try isCommon(query, among: newest, [], connection)
        let next = isCommon ? walked : indexed
        var last: Ticket?
        while found.count < limit {
            let tickets = try next(query, wanted, floor, last, size, connection)
            try take(tickets)
            guard tickets.count == size else { break }
            last = tickets.last
        }
        return found
    }

    /// The tickets that hold the words and are as wanted, of those that the index does not have yet.
    private static func recent(
        _ query: Query,
        _ wanted: SQLCondition,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let tickets = try waiting(connection).filter { query.isFound(in: $0.words) }.map(\.ticket)
        guard !tickets.isEmpty, !wanted.terms.isEmpty else { return tickets }
        var condition = wanted
        condition.want("number", isOneOf: tickets.map { .integer($0.number) })
        let rows = try connection.all("SELECT number FROM ticket\(condition.clause)", condition.values)
        let numbers = Set(try rows.map { try $0.value(0, "number") as Int64 })
        return tickets.filter { numbers.contains($0.number) }
    }

    /// The newest tickets of which the index has the words, above a number and older than one where one is given.
    private static func indexed(
        _ query: Query,
        _ wanted: SQLCondition,
        _ floor: Int64,
        _ last: Ticket?,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let number = "ticket_text.\(Dialect.textNumber)"
        var condition = wanted
        condition.want(Dialect.textMatches, [Dialect.textPattern(query.phrases)])
        let join = " JOIN ticket_text ON \(number) = ticket.number"
        return try newest(join, condition, by: number, floor, last, limit, connection)
    }

    /// The same for words that are common: the newest tickets are looked at one by one, for the index would begin with all that
    /// hold a word.
    private static func walked(
        _ query: Query,
        _ wanted: SQLCondition,
        _ floor: Int64,
        _ last: Ticket?,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let held = holding(query)
        var condition = wanted
        condition.want(held.term, held.values)
        return try newest("", condition, by: "ticket.number", floor, last, limit, connection)
    }

    private static func newest(
        _ join: String,
        _ wanted: SQLCondition,
        by number: String,
        _ floor: Int64,
        _ last: Ticket?,
        _ limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var condition = wanted
        if floor > 0 { condition.want("\(number) > ?", [.integer(floor)]) }
        if let last { condition.want("\(number) < ?", [.integer(last.number)]) }
        let sql = "\(TicketRows.select)\(join)\(condition.clause) ORDER BY \(number) DESC LIMIT ?"
        return try connection.all(sql, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }

    /// Whether the words stand in what the scope sees of a ticket: a requester does not find theirs by the desk's own notes.
    static func isSeen(
        _ ticket: Ticket,
        _ query: Query,
        _ scope: Scope,
        _ connection: any SQLConnection
    ) throws -> Bool {
        guard !scope.sees(ticket.organisation) else { return true }
        guard scope.sees(ticket) else { return false }
        let record = TicketRecord(ticket, log: try LogRows.all(of: ticket.number, connection)).seen(by: scope)
        return query.isFound(in: record.log.flatMap(\.kind.words).flatMap(Folding.words))
    }
}
