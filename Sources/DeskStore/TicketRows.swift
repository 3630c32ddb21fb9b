import Desk
import GRDB
import Health

/// Tickets and their log as rows.
///
/// The ticket's row is always what the log adds up to, written in the same transaction.
enum TicketRows {
    private static let columns = """
        number, host, host_name, key, rule, component, severity, value, threshold, unit, since, state, tier,
        opened_at, updated_at, closed_at, closed_by, occurrences, is_touched, is_recovered, seen_boot, seen_uptime,
        accepted
        """

    static let select = "SELECT \(columns) FROM ticket"

    /// The newest ticket of a key: the only one that may be open.
    static func latest(_ database: Database, host: String, key: String) throws -> Ticket? {
        let newest = "SELECT number FROM ticket WHERE host = ? AND key = ? ORDER BY number DESC LIMIT 1"
        // Most events are of a key that has none: a number alone is found out more cheaply than a row is read.
        return try Int64.fetchOne(database.cachedStatement(sql: newest), arguments: [host, key])
            .flatMap { try ticket(database, number: $0) }
    }

    static func ticket(_ database: Database, number: Int64) throws -> Ticket? {
        try database.first("\(select) WHERE number = ?", [number]).map(ticket)
    }

    static func log(_ database: Database, of number: Int64) throws -> [LogEntry] {
        try database.all(
            "SELECT sequence, ticket, at, author, kind, payload FROM log WHERE ticket = ? ORDER BY sequence",
            [number]
        )
        .map(entry)
    }

    /// Writes the entries of a decision; returns the ticket after them, nil when there are none.
    ///
    /// `seenAt` is when the host saw what caused them.
    static func write(
        _ steps: [Step],
        on latest: Ticket?,
        seenAt: HostInstant? = nil,
        at now: Timestamp,
        _ database: Database
    ) throws -> Ticket? {
        guard let first = steps.first else { return nil }
        var rest = steps[...]
        var ticket: Ticket
        if case .opened(let opening) = first.kind {
            ticket = try open(opening, by: first.author, seenAt: seenAt, at: now, database)
            rest = rest.dropFirst()
        } else if let latest {
            ticket = latest
        } else {
            return nil
        }
        guard !rest.isEmpty else { return ticket }
        for step in rest {
            let entry = LogEntry(
                ticket: ticket.number,
                at: now,
                author: step.author,
                seenAt: step.author == .agent ? seenAt : nil,
                kind: step.kind
            )
            ticket.apply(entry)
            try append(entry, database)
        }
        try update(ticket, database)
        return ticket
    }

    private static func open(
        _ opening: Opening,
        by author: Author,
        seenAt: HostInstant?,
        at now: Timestamp,
        _ database: Database
    ) throws -> Ticket {
        var entry = LogEntry(ticket: 0, at: now, author: author, seenAt: seenAt, kind: .opened(opening))
        var ticket = Ticket(opening, by: entry)
        try database.run(
            """
            INSERT INTO ticket (
                host, host_name, key, rule, component, severity, value, threshold, unit, since, state, tier,
                opened_at, updated_at, occurrences, is_touched, is_recovered, seen_boot, seen_uptime
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                ticket.host, ticket.hostName, ticket.key, ticket.rule, ticket.component,
                ticket.measure.severity.rawValue, ticket.measure.value, ticket.measure.limit,
                ticket.measure.unit.rawValue,
                ticket.since.milliseconds, ticket.state.rawValue, ticket.tier,
                ticket.openedAt.milliseconds, ticket.updatedAt.milliseconds,
                ticket.count, ticket.isTouched, ticket.isRecovered,
                ticket.seenAt?.boot, ticket.seenAt?.uptime,
            ]
        )
        ticket.number = database.lastInsertedRowID
        entry.ticket = ticket.number
        try append(entry, database)
        try SearchIndex.opened(ticket.number, database)
        return ticket
    }

    private static func append(_ entry: LogEntry, _ database: Database) throws {
        try database.run(
            "INSERT INTO log (ticket, at, author, kind, payload) VALUES (?, ?, ?, ?, ?)",
            [
                entry.ticket, entry.at.milliseconds, entry.author.description,
                entry.kind.name, entry.payload.description,
            ]
        )
        if let prose = entry.prose { try SearchIndex.add(prose, to: entry.ticket, database) }
    }

    private static func update(_ ticket: Ticket, _ database: Database) throws {
        try database.run(
            """
            UPDATE ticket SET severity = ?, value = ?, threshold = ?, unit = ?, state = ?, tier = ?, updated_at = ?,
                closed_at = ?, closed_by = ?, occurrences = ?, is_touched = ?, is_recovered = ?, seen_boot = ?,
                seen_uptime = ?, accepted = ?
            WHERE number = ?
            """,
            [
                ticket.measure.severity.rawValue, ticket.measure.value, ticket.measure.limit,
                ticket.measure.unit.rawValue,
                ticket.state.rawValue, ticket.tier, ticket.updatedAt.milliseconds, ticket.closedAt?.milliseconds,
                ticket.closedBy?.description, ticket.count, ticket.isTouched, ticket.isRecovered,
                ticket.seenAt?.boot, ticket.seenAt?.uptime, ticket.accepted?.description, ticket.number,
            ]
        )
    }

    static func ticket(_ row: Row) throws -> Ticket {
        let closedBy: String? = try row.optional("closed_by")
        let boot: String? = try row.optional("seen_boot")
        let uptime: Double? = try row.optional("seen_uptime")
        let accepted: String? = try row.optional("accepted")
        return Ticket(
            number: try row.value("number"),
            opening: try opening(row),
            state: try row.read("state", Ticket.State.init(rawValue:)),
            tier: try row.value("tier"),
            openedAt: try row.time("opened_at"),
            updatedAt: try row.time("updated_at"),
            closedAt: try row.optionalTime("closed_at"),
            closedBy: closedBy.flatMap(Author.init),
            count: try row.value("occurrences"),
            isTouched: try row.value("is_touched"),
            isRecovered: try row.value("is_recovered"),
            seenAt: boot.flatMap { boot in uptime.map { HostInstant(boot: boot, uptime: $0) } },
            accepted: accepted.flatMap { Bound($0) }
        )
    }

    private static func opening(_ row: Row) throws -> Opening {
        Opening(
            host: try row.value("host"),
            hostName: try row.value("host_name"),
            key: try row.value("key"),
            rule: try row.value("rule"),
            component: try row.value("component"),
            measure: Measure(
                severity: try row.read("severity", Severity.init(rawValue:)),
                value: try row.value("value"),
                limit: try row.optional("threshold"),
                unit: try row.read("unit", Unit.init(rawValue:))
            ),
            since: try row.time("since")
        )
    }

    private static func entry(_ row: Row) throws -> LogEntry {
        let payload = try row.read("payload") { Fields($0) }
        return LogEntry(
            sequence: try row.value("sequence"),
            ticket: try row.value("ticket"),
            at: try row.time("at"),
            author: try row.read("author", Author.init),
            seenAt: HostInstant(payload: payload),
            kind: try row.read("kind") { LogEntry.Kind(name: $0, payload: payload) }
        )
    }
}
