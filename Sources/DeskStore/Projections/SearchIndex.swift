import Desk
import Health

/// The full text of tickets: the rule's words in every language, component, host, key, title and what people wrote.
///
/// New tickets come into it many at a time, in the order of their numbers: one by one it would cost more than all else that is
/// written of an event. What it does not have yet, a search reads from the tickets themselves, so a search never writes.
enum SearchIndex {
    /// A ticket whose number is a multiple of this brings the index up.
    private static let interval: Int64 = 256

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
    static func waiting(_ connection: any SQLConnection) throws -> [(ticket: Ticket, words: [String])] {
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
