import Desk
import Health

extension TicketRows {
    static func ticket(_ row: SQLRow) throws(DeskError) -> Ticket {
        var ticket = Ticket(
            number: try row.value(TicketColumn.number),
            subject: try subject(row),
            type: try row.value(TicketColumn.type),
            organisation: try row.value(TicketColumn.organisation),
            impact: try row.read(TicketColumn.impact, Impact.init(rawValue:)),
            urgency: try row.read(TicketColumn.urgency, Urgency.init(rawValue:)),
            openedAt: try row.value(TicketColumn.openedAt)
        )
        ticket.state = try row.read(TicketColumn.state, Ticket.State.init(rawValue:))
        ticket.tier = try row.value(TicketColumn.tier)
        ticket.category = try row.optional(TicketColumn.category)
        ticket.isRated = try row.value(TicketColumn.isRated)
        ticket.requester = try row.optional(TicketColumn.requester)
        ticket.assignee = try row.optional(TicketColumn.assignee)
        ticket.updatedAt = try row.value(TicketColumn.updatedAt)
        ticket.pending = try row.optional(TicketColumn.pending)
        ticket.wakesAt = try row.optional(TicketColumn.wakesAt)
        ticket.resolvedAt = try row.optional(TicketColumn.resolvedAt)
        ticket.closedAt = try row.optional(TicketColumn.closedAt)
        ticket.closedBy = try row.readOptional(TicketColumn.closedBy) { Author($0) }
        ticket.isTouched = try row.value(TicketColumn.isTouched)
        ticket.minutes = try row.value(TicketColumn.minutes)
        ticket.deadlines.responseBy = try row.optional(TicketColumn.responseBy)
        ticket.deadlines.resolutionBy = try row.optional(TicketColumn.resolutionBy)
        ticket.deadlines.warning = try warning(row)
        return ticket
    }

    private static func warning(_ row: SQLRow) throws(DeskError) -> Deadlines.Warning? {
        guard let at: Timestamp = try row.optional(TicketColumn.warnAt) else { return nil }
        return Deadlines.Warning(
            clock: try row.read(TicketColumn.warnClock, ClockName.init(rawValue:)),
            share: try row.value(TicketColumn.warnShare),
            at: at
        )
    }

    private static func subject(_ row: SQLRow) throws(DeskError) -> Ticket.Subject {
        let key: String? = try row.optional(TicketColumn.key)
        return key == nil ? .matter(try matter(row)) : .condition(try condition(row))
    }

    private static func matter(_ row: SQLRow) throws(DeskError) -> Matter {
        let first = TicketColumn.allCases.count
        let done: String = try row.value(TicketColumn.done)
        return Matter(
            title: Prose(
                id: try row.value(TicketColumn.title),
                hash: try row.optional(first, "hash") ?? "",
                text: try row.optional(first + 1, "content")
            ),
            host: try row.optional(TicketColumn.host),
            items: try row.value(TicketColumn.items),
            done: Set(done.split(separator: " ").compactMap { Int($0) })
        )
    }

    private static func condition(_ row: SQLRow) throws(DeskError) -> HostCondition {
        let opening = Opening(
            host: try row.value(TicketColumn.host),
            hostName: try row.value(TicketColumn.hostName),
            key: try row.value(TicketColumn.key),
            rule: try row.value(TicketColumn.rule),
            component: try row.value(TicketColumn.component),
            measure: Measure(
                severity: try row.read(TicketColumn.severity, Severity.init(rawValue:)),
                value: try row.value(TicketColumn.value),
                limit: try row.optional(TicketColumn.threshold),
                unit: try row.read(TicketColumn.unit, Unit.init(rawValue:))
            ),
            since: try row.value(TicketColumn.since)
        )
        let boot: String? = try row.optional(TicketColumn.seenBoot)
        let uptime: Double? = try row.optional(TicketColumn.seenUptime)
        return HostCondition(
            opening,
            count: try row.value(TicketColumn.occurrences),
            isRecovered: try row.value(TicketColumn.isRecovered),
            seenAt: boot.flatMap { boot in uptime.map { HostInstant(boot: boot, uptime: $0) } },
            accepted: try row.readOptional(TicketColumn.accepted) { Bound($0) }
        )
    }
}
