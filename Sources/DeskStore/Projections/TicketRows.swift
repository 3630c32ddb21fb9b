import Desk
import Health

enum TicketColumn: Int, Columns {
    case number, type, organisation, state, tier, category, impact, urgency, isRated, requester, assignee
    case openedAt, updatedAt, pending, wakesAt, resolvedAt, closedAt, closedBy, isTouched, minutes, host
    // of its clocks
    case priority, responseBy, resolutionBy, breachAt, warnAt, warnClock, warnShare
    // of a matter
    case title, items, done
    // of a condition
    case hostName, key, rule, component, severity, value, threshold, unit, since, occurrences, isRecovered
    case seenBoot, seenUptime, accepted

    static let table = "ticket"
    static let names = makeNames()

    /// What no entry but the first changes.
    private static let fixed: Set<TicketColumn> = [
        .number, .type, .organisation, .requester, .openedAt, .host, .items, .hostName, .key, .rule, .component, .since,
    ]
    static let changing = allCases.filter { !fixed.contains($0) }
}

/// Tickets as rows: what each one's log adds up to, written in the same transaction.
enum TicketRows {
    /// All columns, and the title's hash and words after them.
    static let select =
        TicketColumn.makeSelect().replacing(" FROM ticket", with: ", text.hash, text.content FROM ticket")
        + " LEFT JOIN text ON text.id = ticket.title"
    private static let inserted = TicketColumn.allCases.filter { $0 != .number }
    private static let insert = TicketColumn.makeInsert(inserted)
    private static let update =
        "UPDATE ticket SET \(TicketColumn.makeAssignments(TicketColumn.changing)) WHERE number = ?"

    /// The newest ticket of a key: the only one that may be open.
    static func latest(_ connection: any SQLConnection, host: String, key: String) throws -> Ticket? {
        let newest = "SELECT number FROM ticket WHERE host = ? AND key = ? ORDER BY number DESC LIMIT 1"
        // Most events are of a key that has none: a number alone is found out more cheaply than a row is read.
        return try connection.first(newest, [.text(host), .text(key)])
            .flatMap { try ticket(connection, number: $0.value(0, "number")) }
    }

    static func ticket(_ connection: any SQLConnection, number: Int64) throws -> Ticket? {
        try connection.first("\(select) WHERE number = ?", [.integer(number)]).map(ticket)
    }

    /// Keeps a new ticket, and returns its number.
    static func insert(_ ticket: Ticket, _ connection: any SQLConnection) throws -> Int64 {
        try connection.insert(insert, values(of: ticket, in: inserted))
    }

    static func update(_ ticket: Ticket, _ connection: any SQLConnection) throws {
        try connection.run(update, values(of: ticket, in: TicketColumn.changing) + [.integer(ticket.number)])
    }

    static func values(of ticket: Ticket, in columns: [TicketColumn]) -> [SQLValue] {
        // Taken out of the subject once, and not for every column.
        let (matter, condition) = (ticket.matter, ticket.condition)
        return columns.map { value($0, of: ticket, matter, condition) }
    }

    private static func value(
        _ column: TicketColumn,
        of ticket: Ticket,
        _ matter: Matter?,
        _ condition: HostCondition?
    ) -> SQLValue {
        switch column {
        case .number: .integer(ticket.number)
        case .type: SQLValue(ticket.type)
        case .organisation: SQLValue(ticket.organisation)
        case .state: SQLValue(ticket.state)
        case .tier: SQLValue(ticket.tier)
        case .category: SQLValue(ticket.category)
        case .impact: SQLValue(ticket.impact)
        case .urgency: SQLValue(ticket.urgency)
        case .isRated: SQLValue(ticket.isRated)
        case .requester: SQLValue(ticket.requester)
        case .assignee: SQLValue(ticket.assignee)
        case .openedAt: SQLValue(ticket.openedAt)
        case .updatedAt: SQLValue(ticket.updatedAt)
        case .pending: SQLValue(ticket.pending)
        case .wakesAt: SQLValue(ticket.wakesAt)
        case .resolvedAt: SQLValue(ticket.resolvedAt)
        case .closedAt: SQLValue(ticket.closedAt)
        case .closedBy: SQLValue(ticket.closedBy?.description)
        case .isTouched: SQLValue(ticket.isTouched)
        case .minutes: SQLValue(ticket.minutes)
        case .host: SQLValue(ticket.host)
        case .priority: SQLValue(ticket.priority)
        case .responseBy: SQLValue(ticket.deadlines.responseBy)
        case .resolutionBy: SQLValue(ticket.deadlines.resolutionBy)
        case .breachAt: SQLValue(ticket.deadlines.breachAt)
        case .warnAt: SQLValue(ticket.deadlines.warning?.at)
        case .warnClock: SQLValue(ticket.deadlines.warning?.clock)
        case .warnShare: SQLValue(ticket.deadlines.warning?.share)
        case .title, .items, .done: value(column, of: matter)
        default: value(column, of: condition)
        }
    }

    private static func value(_ column: TicketColumn, of matter: Matter?) -> SQLValue {
        guard let matter else { return .null }
        return switch column {
        case .title: matter.title.id == 0 ? .null : .integer(matter.title.id)
        case .items: SQLValue(matter.items)
        case .done: .text(matter.done.sorted().map { String($0) }.joined(separator: " "))
        default: .null
        }
    }

    private static func value(_ column: TicketColumn, of condition: HostCondition?) -> SQLValue {
        guard let condition else { return .null }
        return switch column {
        case .hostName: .text(condition.hostName)
        case .key: .text(condition.key)
        case .rule: .text(condition.rule)
        case .component: .text(condition.component)
        case .severity: SQLValue(condition.measure.severity)
        case .value: .real(condition.measure.value)
        case .threshold: SQLValue(condition.measure.limit)
        case .unit: SQLValue(condition.measure.unit)
        case .since: SQLValue(condition.since)
        case .occurrences: SQLValue(condition.count)
        case .isRecovered: SQLValue(condition.isRecovered)
        case .seenBoot: SQLValue(condition.seenAt?.boot)
        case .seenUptime: SQLValue(condition.seenAt?.uptime)
        case .accepted: SQLValue(condition.accepted?.description)
        default: .null
        }
    }
}
