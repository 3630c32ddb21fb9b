import Desk

/// The queue as rows: which tickets a part of it has, and the order of `QueuePlace`.
enum QueueRows {
    /// What is in the queue; the index `ticket_queue` has the same condition, and serves no query without it.
    static let isUnsolved = "state <> 'closed' AND state <> 'resolved'"

    /// What the cases of `QueuePlace` have, and what they are ordered by.
    private static let parts: [(term: String, order: [String])] = [
        ("breach_at IS NOT NULL", ["breach_at", "number"]),
        ("breach_at IS NULL AND state <> 'pending'", ["priority", "opened_at", "number"]),
        ("breach_at IS NULL AND state = 'pending' AND wakes_at IS NOT NULL", ["wakes_at", "number"]),
        ("breach_at IS NULL AND state = 'pending' AND wakes_at IS NULL", ["number"]),
    ]

    /// Which way the queue is walked: on to its end, or back to its top.
    enum Direction {
        case on, back
    }

    /// The tickets of a filter that a scope sees.
    static func condition(
        of filter: QueueFilter,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> SQLCondition {
        var condition = scope.onTickets
        condition.want(isUnsolved)
        condition.want(terms(of: filter))
        condition.want(try filter.query.fields(in: scope, connection))
        guard !filter.query.words.isEmpty else { return condition }
        guard let words = SearchIndex.Query(filter.query.words) else {
            condition.want("1 = 0")
            return condition
        }
        let numbers = [filter.query.loneNumber].compactMap { $0 }
        condition.want(try SearchIndex.condition(words, or: numbers, among: condition, connection))
        return condition
    }

    /// What a filter wants beside its query; a tab's tickets are counted by it too.
    static func terms(of filter: QueueFilter) -> SQLCondition {
        var condition = SQLCondition()
        if let stations = filter.stations {
            let terms = stations.map { _ in "organisation = ? AND tier = ?" }.joined(separator: " OR ")
            let values = stations.flatMap { [SQLValue($0.organisation), SQLValue($0.tier)] }
            condition.want(stations.isEmpty ? "1 = 0" : "(\(terms))", values)
        }
        if let tier = filter.tier { condition.want("tier = ?", [SQLValue(tier)]) }
        if let person = filter.assignee { condition.want("assignee = ?", [SQLValue(person)]) }
        if let organisation = filter.organisation { condition.want("organisation = ?", [SQLValue(organisation)]) }
        if filter.isUnassigned { condition.want("assignee IS NULL") }
        if filter.isPaused { condition.want("state = 'pending'") }
        return condition
    }

    /// The first rows in the order of the queue, after a place where one is given; going back, the nearest before it.
    static func first(
        _ limit: Int,
        of condition: SQLCondition,
        after place: QueuePlace? = nil,
        going direction: Direction = .on,
        _ connection: any SQLConnection,
        where isWanted: (Ticket) throws -> Bool = { _ in true }
    ) throws -> [Ticket] {
        var rows: [Ticket] = []
        for part in indices(from: place?.part, direction) {
            var last = place?.part == part ? place : nil
            while rows.count < limit {
                let wanted = limit - rows.count
                let some = try tickets(condition, part, after: last, direction, limit: wanted, connection)
                rows += try some.filter(isWanted)
                guard some.count == wanted, let next = some.last.map(QueuePlace.init), next.part == part,
                    last.map({ direction == .on ? $0 < next : $0 > next }) ?? true
                else { break }
                last = next
            }
        }
        return rows
    }

    /// The parts from one on, or back from it.
    private static func indices(from part: Int?, _ direction: Direction) -> [Int] {
        switch direction {
        case .on: parts.indices.filter { $0 >= part ?? parts.startIndex }
        case .back: parts.indices.filter { $0 <= part ?? parts.endIndex }.reversed()
        }
    }

    private static func tickets(
        _ condition: SQLCondition,
        _ part: Int,
        after place: QueuePlace?,
        _ direction: Direction,
        limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let (term, columns) = parts[part]
        let (sign, suffix) = direction == .on ? (">", "") : ("<", " DESC")
        var condition = condition
        condition.want(term)
        if let place {
            let marks = place.values.map { _ in "?" }.joined(separator: ", ")
            condition.want("(\(columns.joined(separator: ", "))) \(sign) (\(marks))", place.values)
        }
        let order = columns.map { $0 + suffix }.joined(separator: ", ")
        let sql = "\(TicketRows.select)\(condition.clause) ORDER BY \(order) LIMIT ?"
        return try connection.all(sql, condition.values + [SQLValue(limit)]).map(TicketRows.ticket)
    }
}

extension QueuePlace {
    /// Which of the parts it is in.
    fileprivate var part: Int {
        switch self {
        case .due: 0
        case .undated: 1
        case .waiting: 2
        case .asleep: 3
        }
    }

    /// The values of what its part is ordered by.
    fileprivate var values: [SQLValue] {
        switch self {
        case .due(let time, let number), .waiting(let time, let number): [SQLValue(time), .integer(number)]
        case .undated(let priority, let time, let number): [SQLValue(priority), SQLValue(time), .integer(number)]
        case .asleep(let number): [.integer(number)]
        }
    }
}
