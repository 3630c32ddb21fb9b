import Desk
import Health

/// The full text of tickets: the rule's words in every language, component, host, key, title and what people wrote.
///
/// New tickets come into it many at a time, in the order of their numbers: one by one it would cost more than all else that is
/// written of an event. What it does not have yet, a search reads from the tickets themselves, so a search never writes.
enum SearchIndex {
    /// A ticket whose number is a multiple of this brings the index up.
    private static let interval: Int64 = 256
    /// Words of a query at most.
    private static let longestQuery = 16

    /// Tells the index of a new ticket.
    static func opened(_ number: Int64, _ connection: any SQLConnection) throws {
        if number.isMultiple(of: interval) { try bringUp(connection) }
    }

    /// Takes up the tickets that are waiting.
    static func bringUp(_ connection: any SQLConnection) throws {
        while true {
            let some = try waiting(connection)
            guard !some.isEmpty else { return }
            for (ticket, words) in some { try put(words, of: ticket.number, connection) }
        }
    }

    /// Adds what was written in a ticket; one that waits is taken up with all its texts instead.
    static func add(_ texts: [String], to number: Int64, _ connection: any SQLConnection) throws {
        guard number <= (try newest(connection)) else { return try bringUp(connection) }
        let words = texts.flatMap(Folding.words).joined(separator: " ")
        try connection.run(
            "UPDATE ticket_text SET words = words || ' ' || ? WHERE \(Dialect.textNumber) = ?",
            [.text(words), .integer(number)]
        )
    }

    /// Computes the words of a ticket anew.
    static func renew(_ number: Int64, _ connection: any SQLConnection) throws {
        // What waits is taken up first: a later number in the index says that all before it are there.
        try bringUp(connection)
        try connection.run("DELETE FROM ticket_text WHERE \(Dialect.textNumber) = ?", [.integer(number)])
        guard let ticket = try TicketRows.ticket(connection, number: number) else { return }
        try put(try words(of: ticket, connection), of: number, connection)
    }

    /// Whether the words of a ticket are in the index as they should be; those that are waiting count as right.
    static func isRight(_ ticket: Ticket, _ connection: any SQLConnection) throws -> Bool {
        let sql = "SELECT words FROM ticket_text WHERE \(Dialect.textNumber) = ?"
        guard let row = try connection.first(sql, [.integer(ticket.number)]) else {
            return ticket.number > (try newest(connection))
        }
        let kept = Set((try row.value(0, "words") as String).split(separator: " ").map { String($0) })
        return kept == Set(try words(of: ticket, connection))
    }

    private static func put(_ words: [String], of number: Int64, _ connection: any SQLConnection) throws {
        try connection.run(
            "INSERT INTO ticket_text (\(Dialect.textNumber), words) VALUES (?, ?)",
            [.integer(number), .text(words.joined(separator: " "))]
        )
    }

    /// The words of tickets that the index does not have yet, the oldest of them first.
    private static func waiting(_ connection: any SQLConnection) throws -> [(ticket: Ticket, words: [String])] {
        let sql = "\(TicketRows.select) WHERE number > ? ORDER BY number LIMIT \(interval * 4)"
        return try connection.all(sql, [.integer(try newest(connection))]).map { row in
            let ticket = try TicketRows.ticket(row)
            return (ticket, try words(of: ticket, connection))
        }
    }

    private static func newest(_ connection: any SQLConnection) throws -> Int64 {
        let number = Dialect.textNumber
        let sql = "SELECT \(number) FROM ticket_text ORDER BY \(number) DESC LIMIT 1"
        return try connection.first(sql, [])?.value(0, "number") ?? 0
    }

    /// What a ticket can be found by.
    private static func words(of ticket: Ticket, _ connection: any SQLConnection) throws -> [String] {
        var words: [String] = []
        if let condition = ticket.condition {
            words += ruleWords[condition.rule] ?? []
            for text in [condition.component, condition.hostName, condition.key] { words += Folding.words(text) }
            if condition.key.contains("%"), let component = ConditionKey(condition.key)?.component {
                words += Folding.words("\(component.id) \(component.part ?? "")")
            }
        }
        if ticket.isTouched || ticket.matter != nil {
            let texts = try ProseRows.all(of: ticket.number, connection)
            words += texts.sorted { $0.key < $1.key }.flatMap { Folding.words($0.value) }
        }
        return words
    }

    /// The words of every rule, in all languages.
    private static let ruleWords: [String: [String]] = Dictionary(
        uniqueKeysWithValues: (Catalogue.rules + Catalogue.deskRules).map { rule in
            (rule.id.description, Language.allCases.flatMap { Folding.words(rule.words[$0]) })
        }
    )
}

// MARK: - Finding

extension SearchIndex {
    /// The words that are wanted, each as the plain words that it falls into; only the very last may go on.
    struct Query: Sendable {
        fileprivate let phrases: [[String]]

        /// Reads what a person typed; nil when there is no word to look for.
        init?(_ text: String) {
            let phrases = text.split(whereSeparator: \.isWhitespace).map { Folding.words(String($0)) }
            let wanted = Array(phrases.filter { !$0.isEmpty }.prefix(longestQuery))
            guard !wanted.isEmpty else { return nil }
            self.phrases = wanted
        }

        fileprivate func isFound(in words: [String]) -> Bool {
            phrases.enumerated().allSatisfy { index, phrase in
                isFound(phrase, in: words, asBeginning: index == phrases.count - 1)
            }
        }

        private func isFound(_ phrase: [String], in words: [String], asBeginning: Bool) -> Bool {
            guard words.count >= phrase.count else { return false }
            return (0...(words.count - phrase.count)).contains { start in
                phrase.enumerated().allSatisfy { index, word in
                    let isLast = asBeginning && index == phrase.count - 1
                    return isLast ? words[start + index].hasPrefix(word) : words[start + index] == word
                }
            }
        }
    }

    /// Tickets that are read from the index at a time.
    private static let page = 256

    /// The newest tickets that hold the words, as many as are wanted where there are so many.
    static func find(
        _ query: Query,
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
        try take(waiting(connection).reversed().filter { query.isFound(in: $0.words) }.map(\.ticket))
        let size = min(limit, page)
        var last: Ticket?
        while found.count < limit {
            let tickets = try indexed(query, before: last, limit: size, in: scope, connection)
            try take(tickets)
            guard tickets.count == size else { break }
            last = tickets.last
        }
        return found
    }

    /// The newest tickets of which the index has the words, older than one where one is given.
    private static func indexed(
        _ query: Query,
        before last: Ticket?,
        limit: Int,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let number = "ticket_text.\(Dialect.textNumber)"
        var condition = scope.onTickets
        condition.want(Dialect.textMatches, [Dialect.textPattern(query.phrases)])
        if let last { condition.want("\(number) < ?", [.integer(last.number)]) }
        let sql = """
            \(TicketRows.select) JOIN ticket_text ON \(number) = ticket.number\(condition.clause)
            ORDER BY \(number) DESC LIMIT ?
            """
        return try connection.all(sql, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }

    /// Whether the words stand in what the scope sees of a ticket: a requester does not find theirs by the desk's own notes.
    private static func isSeen(
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
