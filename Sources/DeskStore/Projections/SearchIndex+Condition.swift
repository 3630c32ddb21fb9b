import Desk

extension SearchIndex {
    /// Tickets that are looked at to see how common words are.
    private static let sample = 200

    /// That a ticket holds the words, or is one of some numbers, for tickets that come in another order than the index has them.
    ///
    /// Words that at least one in twenty holds are looked for in the tickets one by one, because a page of them is soon full, and
    /// rarer ones in the index, because it has few tickets of them: each way is slow for the other's words.
    static func condition(
        _ query: Query,
        or numbers: [Int64],
        among tickets: SQLCondition,
        _ connection: any SQLConnection
    ) throws -> SQLCondition {
        let recent = try waiting(connection).filter { query.isFound(in: $0.words) }.map(\.ticket.number)
        let others = (numbers + recent).map { SQLValue.integer($0) }
        let isOther = { SQLCondition.isOneOf($0, others.count) }
        let first = "SELECT number FROM ticket\(tickets.clause) ORDER BY breach_at, number"
        guard try isCommon(query, among: first, tickets.values, connection) else {
            let index = "SELECT \(Dialect.textNumber) FROM ticket_text WHERE \(Dialect.textMatches)"
            let all = "\(index) UNION ALL SELECT number FROM ticket WHERE \(isOther("number"))"
            return SQLCondition(["ticket.number IN (\(all))"], [Dialect.textPattern(query.phrases)] + others)
        }
        let held = holding(query)
        return SQLCondition(["(\(isOther("ticket.number")) OR \(held.term))"], others + held.values)
    }

    /// Whether at least one in twenty of the first tickets of a selection of their numbers holds the words.
    static func isCommon(
        _ query: Query,
        among tickets: String,
        _ values: [SQLValue],
        _ connection: any SQLConnection
    ) throws -> Bool {
        let held = holding(query)
        let some = "\(tickets) LIMIT \(sample)"
        let sql = "SELECT count(*), count(*) FILTER (WHERE \(held.term)) FROM (\(some)) AS ticket"
        guard let row = try connection.first(sql, held.values + values) else { return false }
        let (all, hits): (Int, Int) = (try row.value(0, "count"), try row.value(1, "count"))
        return all < sample || hits * 20 >= all
    }

    /// That the words which the index keeps of a ticket are these; folded words hold nothing that LIKE knows as a sign.
    static func holding(_ query: Query) -> (term: String, values: [SQLValue]) {
        let patterns = query.phrases.enumerated().map { index, phrase in
            "% \(phrase.joined(separator: " "))\(index == query.phrases.count - 1 ? "" : " ")%"
        }
        let likes = patterns.map { _ in " AND ' ' || words || ' ' LIKE ?" }.joined()
        let text = "SELECT 1 FROM ticket_text WHERE ticket_text.\(Dialect.textNumber) = ticket.number\(likes)"
        return ("EXISTS (\(text))", patterns.map { .text($0) })
    }
}
