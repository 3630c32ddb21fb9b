import Desk
import Health

enum LogColumn: Int, Columns {
    case sequence, ticket, at, author, kind, payload

    static let table = "log"
    static let names = makeNames()
}

/// The log as rows: appended, never changed.
enum LogRows {
    private static let select = LogColumn.makeSelect()
    private static let insert = LogColumn.makeInsert(LogColumn.allCases.filter { $0 != .sequence })

    /// Keeps an entry with its words; returns it with its sequence and their ids.
    static func append(_ entry: LogEntry, _ connection: any SQLConnection) throws -> LogEntry {
        var entry = entry
        let (ticket, author) = (entry.ticket, entry.author)
        entry.kind = try entry.kind.mapProse { try ProseRows.put($0, of: ticket, by: author, connection) }
        entry.sequence = try connection.insert(
            insert,
            [
                .integer(ticket), SQLValue(entry.at), .text(author.description), .text(entry.kind.name),
                .text(entry.payload.description),
            ]
        )
        return entry
    }

    /// The entries of a ticket with their words, oldest first.
    static func all(of ticket: Int64, _ connection: any SQLConnection) throws -> [LogEntry] {
        let texts = try ProseRows.all(of: ticket, connection)
        return try connection.all("\(select) WHERE ticket = ? ORDER BY sequence", [.integer(ticket)]).map { row in
            var entry = try Self.entry(row)
            entry.kind = entry.kind.mapProse { Prose(id: $0.id, hash: $0.hash, text: texts[$0.id]) }
            return entry
        }
    }

    /// The entries after one of which someone may be told, without their words, oldest first.
    static func told(after sequence: Int64, limit: Int, _ connection: any SQLConnection) throws -> [LogEntry] {
        let kinds = LogEntry.Kind.told.map { SQLValue.text($0) }
        let wanted = SQLCondition.isOneOf("kind", kinds.count)
        let sql = "\(select) WHERE sequence > ? AND \(wanted) ORDER BY sequence LIMIT ?"
        return try connection.all(sql, [.integer(sequence)] + kinds + [SQLValue(limit)]).compactMap { row in
            try DeskDatabase.unlessDamaged { try entry(row) }
        }
    }

    /// The entries of the same ticket before one, without their words, oldest first; of many the last.
    static func before(_ entry: LogEntry, limit: Int, _ connection: any SQLConnection) throws -> [LogEntry] {
        let sql = "\(select) WHERE ticket = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?"
        let values: [SQLValue] = [.integer(entry.ticket), .integer(entry.sequence), SQLValue(limit)]
        return try connection.all(sql, values).map(Self.entry).reversed()
    }

    /// What solved tickets last, with its words.
    static func solutions(of tickets: [Int64], _ connection: any SQLConnection) throws -> [Int64: Solution] {
        let isWanted = SQLCondition.isOneOf("ticket", tickets.count)
        let sql = "\(select) WHERE \(isWanted) AND kind = 'solved' ORDER BY sequence"
        let entries = try connection.all(sql, tickets.map { .integer($0) }).map(entry)
        let last = entries.reduce(into: [Int64: LogEntry.Kind]()) { $0[$1.ticket] = $1.kind }
        guard !last.isEmpty else { return [:] }
        let texts = try ProseRows.texts(last.values.flatMap { $0.prose.map(\.id) }, connection)
        return last.reduce(into: [:]) { solutions, entry in
            let kind = entry.value.mapProse { Prose(id: $0.id, hash: $0.hash, text: texts[$0.id]) }
            if case .solved(let solution) = kind { solutions[entry.key] = solution }
        }
    }

    /// What the tickets of a condition are bound to.
    static func agreements(
        of tickets: SQLCondition,
        _ connection: any SQLConnection
    ) throws -> [Int64: AgreementName] {
        let sql = """
            \(select) WHERE kind IN ('opened', 'filed', 'agreed')
            AND ticket IN (SELECT number FROM ticket\(tickets.clause)) ORDER BY sequence
            """
        return try connection.all(sql, tickets.values).reduce(into: [:]) { agreements, row in
            let entry = try Self.entry(row)
            if let agreement = [entry].agreement { agreements[entry.ticket] = agreement }
        }
    }

    /// The number of the last entry; 0 of an empty log.
    static func last(_ connection: any SQLConnection) throws -> Int64 {
        try connection.first("SELECT coalesce(max(sequence), 0) FROM log", [])?.value(0) ?? 0
    }

    /// What the entries after one did to their tickets, oldest first.
    static func changes(
        after sequence: Int64,
        limit: Int,
        _ connection: any SQLConnection
    ) throws -> TicketChanges {
        let rows = try connection.all(changesAfter, [.integer(sequence), SQLValue(limit)])
        let changes = try rows.compactMap { row in try DeskDatabase.unlessDamaged { try change(row) } }
        let isFull = rows.count == limit
        let end: Int64 = try isFull ? rows.last?.value(LogColumn.sequence) ?? sequence : last(connection)
        return TicketChanges(changes, through: max(sequence, end), hasMore: isFull)
    }

    /// The columns of the log, and those of the ticket after them.
    private static let changesAfter =
        select.replacing(
            " FROM log",
            with: """
                , ticket.organisation, ticket.requester, ticket.assignee, ticket.state, ticket.tier, ticket.priority,
                ticket.severity FROM log JOIN ticket ON ticket.number = log.ticket
                """
        ) + " WHERE log.sequence > ? AND log.kind <> 'refreshed' ORDER BY log.sequence LIMIT ?"

    private static func change(_ row: SQLRow) throws(DeskError) -> TicketChange {
        let first = LogColumn.allCases.count
        let priority: String = try row.value(first + 5, "priority")
        let severity: String? = try row.optional(first + 6, "severity")
        return TicketChange(
            try entry(row),
            organisation: try row.value(first, "organisation"),
            requester: try row.optional(first + 1, "requester"),
            assignee: try row.optional(first + 2, "assignee"),
            state: try row.read(first + 3, "state", Ticket.State.init(rawValue:)),
            tier: try row.value(first + 4, "tier"),
            isUrgent: priority == Priority.p1.rawValue || severity == Severity.critical.rawValue
        )
    }

    private static func entry(_ row: SQLRow) throws(DeskError) -> LogEntry {
        let payload = try row.read(LogColumn.payload) { Fields($0) }
        return LogEntry(
            sequence: try row.value(LogColumn.sequence),
            ticket: try row.value(LogColumn.ticket),
            at: try row.value(LogColumn.at),
            author: try row.read(LogColumn.author) { Author($0) },
            seenAt: HostInstant(payload: payload),
            kind: LogEntry.Kind(name: try row.value(LogColumn.kind), payload: payload)
        )
    }
}
