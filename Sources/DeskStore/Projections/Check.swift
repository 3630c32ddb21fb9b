package import Desk

/// Recomputes what the log adds up to.
enum Check {
    /// Tickets of one transaction.
    private static let step = 200

    /// A part of the tickets, from a number on.
    struct Part: Sendable {
        var differences: [Difference]
        /// The last ticket that was looked at; nil after the last of all.
        var last: Int64?
        var count: Int
    }

    /// Compares some tickets, and where it repairs, writes their projections anew.
    static func part(
        after number: Int64,
        isRepairing: Bool,
        by book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> Part {
        let sql = "SELECT number FROM ticket WHERE number > ? ORDER BY number LIMIT ?"
        let numbers: [Int64] = try connection.all(sql, [.integer(number), SQLValue(step)]).map { try $0.value(0) }
        var differences: [Difference] = []
        for number in numbers {
            let found = try differs(number, book, connection)
            differences += found
            if isRepairing, !found.isEmpty { try repair(number, book, connection) }
        }
        return Part(differences: differences, last: numbers.last, count: numbers.count)
    }

    private static func differs(
        _ number: Int64,
        _ book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> [Difference] {
        guard let log = try DeskDatabase.unlessDamaged({ try LogRows.all(of: number, connection) }) else {
            return [Difference(number, "log", kept: "an entry that cannot be read", computed: "a log")]
        }
        guard let computed = Ticket(log: log, book: book) else {
            return [Difference(number, "log", kept: "\(log.count) entries", computed: "no ticket")]
        }
        let sql = "\(TicketColumn.makeSelect()) WHERE number = ?"
        guard let row = try connection.first(sql, [.integer(number)]) else { return [] }
        let values = zip(row.values, TicketRows.values(of: computed, in: TicketColumn.allCases))
        var found = zip(TicketColumn.names, values).compactMap { name, values -> Difference? in
            let (kept, right) = values
            return kept == right ? nil : Difference(number, name, kept: kept.shown, computed: right.shown)
        }
        found += try texts(of: number, named: log, connection)
        if found.isEmpty, !(try SearchIndex.isRight(computed, connection)) {
            found.append(Difference(number, "search", kept: "other words", computed: "the words of the ticket"))
        }
        return found
    }

    /// Words that the log names: they are there with their hash, or were blanked.
    private static func texts(
        of number: Int64,
        named log: [LogEntry],
        _ connection: any SQLConnection
    ) throws -> [Difference] {
        let rows = try connection.all("\(ProseRows.select) WHERE ticket = ?", [.integer(number)])
        var hashes: [Int64: String] = [:]
        var found: [Difference] = []
        for row in rows {
            let (id, hash): (Int64, String) = (try row.value(TextColumn.id), try row.value(TextColumn.hash))
            hashes[id] = hash
            let isWhole = ProseRows.isWhole(
                hash: hash,
                salt: try row.optional(TextColumn.salt),
                content: try row.optional(TextColumn.content)
            )
            if !isWhole { found.append(Difference(number, "text \(id)", kept: "other words", computed: hash)) }
        }
        for prose in log.flatMap(\.kind.prose) where hashes[prose.id] != prose.hash {
            found.append(
                Difference(number, "text \(prose.id)", kept: hashes[prose.id] ?? "nothing", computed: prose.hash)
            )
        }
        return found
    }

    private static func repair(_ number: Int64, _ book: ServiceBook, _ connection: any SQLConnection) throws {
        guard let log = try DeskDatabase.unlessDamaged({ try LogRows.all(of: number, connection) }),
            let ticket = Ticket(log: log, book: book)
        else { return }
        let columns = TicketColumn.allCases.filter { $0 != .number }
        try connection.run(
            "UPDATE ticket SET \(TicketColumn.makeAssignments(columns)) WHERE number = ?",
            TicketRows.values(of: ticket, in: columns) + [.integer(number)]
        )
        try SearchIndex.renew(number, connection)
    }
}

extension SQLValue {
    fileprivate var shown: String {
        switch self {
        case .null: "nothing"
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        }
    }
}

extension DeskDatabase {
    /// Compares every ticket's projections with its log, a few tickets a transaction; where it repairs, writes them anew.
    ///
    /// Words that are lost or changed, and a log that makes no ticket, cannot be repaired.
    package func check(
        isRepairing: Bool,
        onProgress: @Sendable (Int) -> Void = { _ in }
    ) async throws(DeskError) -> [Difference] {
        var (differences, number, count) = ([Difference](), Int64(0), 0)
        while true {
            let start = number
            let part =
                isRepairing
                ? try await write { [shelf] in
                    try Check.part(after: start, isRepairing: true, by: shelf.book($0), $0)
                }
                : try await read { [shelf] in
                    try Check.part(after: start, isRepairing: false, by: shelf.book($0), $0)
                }
            differences += part.differences
            count += part.count
            onProgress(count)
            guard let last = part.last else { return differences }
            number = last
        }
    }
}
