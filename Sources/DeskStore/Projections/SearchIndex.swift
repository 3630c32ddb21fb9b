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
            for (number, words) in some { try put(words, of: number, connection) }
        }
    }

    /// Adds what was written in a ticket; one that waits is taken up with all its texts instead.
    static func add(_ texts: [String], to number: Int64, _ connection: any SQLConnection) throws {
        guard number <= (try newest(connection)) else { return try bringUp(connection) }
        let words = texts.flatMap(Folding.words).joined(separator: " ")
        try connection.run(
            "UPDATE ticket_text SET words = words || ' ' || ? WHERE rowid = ?",
            [.text(words), .integer(number)]
        )
    }

    /// Computes the words of a ticket anew.
    static func renew(_ number: Int64, _ connection: any SQLConnection) throws {
        // What waits is taken up first: a later number in the index says that all before it are there.
        try bringUp(connection)
        try connection.run("DELETE FROM ticket_text WHERE rowid = ?", [.integer(number)])
        guard let ticket = try TicketRows.ticket(connection, number: number) else { return }
        try put(try words(of: ticket, connection), of: number, connection)
    }

    /// Whether the words of a ticket are in the index as they should be; those that are waiting count as right.
    static func isRight(_ ticket: Ticket, _ connection: any SQLConnection) throws -> Bool {
        let sql = "SELECT words FROM ticket_text WHERE rowid = ?"
        guard let row = try connection.first(sql, [.integer(ticket.number)]) else {
            return ticket.number > (try newest(connection))
        }
        let kept = Set((try row.value(0, "words") as String).split(separator: " ").map { String($0) })
        return kept == Set(try words(of: ticket, connection))
    }

    private static func put(_ words: [String], of number: Int64, _ connection: any SQLConnection) throws {
        try connection.run(
            "INSERT INTO ticket_text (rowid, words) VALUES (?, ?)",
            [.integer(number), .text(words.joined(separator: " "))]
        )
    }

    /// The words of tickets that the index does not have yet, the oldest of them first.
    private static func waiting(_ connection: any SQLConnection) throws -> [(number: Int64, words: [String])] {
        let sql = "\(TicketRows.select) WHERE number > ? ORDER BY number LIMIT \(interval * 4)"
        return try connection.all(sql, [.integer(try newest(connection))]).map { row in
            let ticket = try TicketRows.ticket(row)
            return (ticket.number, try words(of: ticket, connection))
        }
    }

    private static func newest(_ connection: any SQLConnection) throws -> Int64 {
        try connection.first("SELECT rowid FROM ticket_text ORDER BY rowid DESC LIMIT 1", [])?.value(0, "rowid") ?? 0
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

        /// As FTS5 wants it (sqlite.org/fts5.html, section 3): only letters and digits get through, so no syntax can be typed.
        fileprivate var match: String {
            phrases.map { "\"\($0.joined(separator: " "))\"" }.joined(separator: " AND ") + "*"
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

    /// The newest tickets that hold the words.
    static func find(
        _ query: Query,
        limit: Int,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        var found = try waiting(connection).reversed().filter { query.isFound(in: $0.words) }
            .compactMap { try TicketRows.ticket(connection, number: $0.number) }.filter(scope.sees)
        found = Array(found.prefix(limit))
        guard found.count < limit else { return try found.filter { try isSeen($0, query, scope, connection) } }
        var condition = scope.onTickets
        condition.want("ticket_text MATCH ?", [.text(query.match)])
        let sql = """
            \(TicketRows.select) JOIN ticket_text ON ticket_text.rowid = ticket.number\(condition.clause)
            ORDER BY ticket_text.rowid DESC LIMIT ?
            """
        found += try connection.all(sql, condition.values + [SQLValue(limit - found.count)]).map(TicketRows.ticket)
        return try found.filter { try isSeen($0, query, scope, connection) }
    }

    /// Whether the words stand in what the scope sees of a ticket: a requester does not find theirs by the desk's own notes.
    private static func isSeen(
        _ ticket: Ticket,
        _ query: Query,
        _ scope: Scope,
        _ connection: any SQLConnection
    ) throws -> Bool {
        guard !scope.sees(ticket.organisation) else { return true }
        let record = TicketRecord(ticket, log: try LogRows.all(of: ticket.number, connection)).seen(by: scope)
        return query.isFound(in: record.log.flatMap(\.kind.words).flatMap(Folding.words))
    }
}
