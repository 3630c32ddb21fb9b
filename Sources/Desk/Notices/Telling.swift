import Health

/// Whom an entry of a ticket's log concerns: a pure decision.
///
/// What each of them wishes to be told is asked afterwards.
package struct Telling: Hashable, Sendable {
    package var recipient: Recipient
    package var kind: NoticeKind

    package init(_ recipient: Recipient, _ kind: NoticeKind) {
        self.recipient = recipient
        self.kind = kind
    }

    /// Who is told of an entry, the most pressing first: nobody of what they did themselves.
    ///
    /// Whom two of them concern is told of the first that they wish. `record` is the ticket as it stands now, with its log up to the
    /// entry at least; `staff` are the accounts that have a role in its organisation.
    package static func of(_ entry: LogEntry, in record: TicketRecord, staff: [Account]) -> [Telling] {
        let audience = Audience(record.ticket, staff)
        return tellings(entry, record, audience).filter { !audience.is($0.recipient, entry.author) }
    }

    private static func tellings(_ entry: LogEntry, _ record: TicketRecord, _ audience: Audience) -> [Telling] {
        let ticket = record.ticket
        let before = record.log.filter { $0.sequence < entry.sequence }
        switch entry.kind {
        case .opened, .occurred, .updated, .refreshed, .reopened:
            return becomesCritical(entry, after: before) ? audience.newCritical : []
        case .rated(let impact, let urgency):
            return Priority(impact, urgency) == .p1 ? audience.newCritical : []
        case .filed:
            let requester = ticket.requester.map { Telling(.person($0), .filed) }
            return (requester.map { [$0] } ?? []) + (ticket.priority == .p1 ? audience.newCritical : [])
                + [Telling(.desk, .filed)]
        case .assigned(let person?):
            return person == ticket.assignee && ticket.isOpen ? [Telling(.person(person), .assigned)] : []
        case .assigned(nil):
            // Who had it has given it back, or left.
            return ticket.isUnsolved && ticket.assignee == nil
                ? audience.workers(ticket.tier).map { Telling($0, .passed) } : []
        case .passed(let pass):
            guard ticket.isUnsolved, pass.tier == ticket.tier else { return [] }
            return audience.workers(pass.tier).map { Telling($0, .passed) }
        case .replied, .disputed:
            let isTheirs = entry.author == ticket.requester.map(Author.person)
            if isTheirs || entry.kind.isDispute { return audience.workers(ticket.tier).map { Telling($0, .replied) } }
            return ticket.requester.map { [Telling(.person($0), .replied)] } ?? []
        case .warned(_, let share):
            guard ticket.isUnsolved else { return [] }
            let responsible = share >= 100 ? audience.supervisors : []
            return (audience.workers(ticket.tier) + responsible + [.desk]).map { Telling($0, .breachNear) }
        case .solved: return ticket.requester.map { [Telling(.person($0), .solved)] } ?? []
        case .closed:
            // Of a solution they were told already.
            guard let requester = ticket.requester, !History(before).isSolved else { return [] }
            return [Telling(.person(requester), .solved)]
        default: return []
        }
    }

    /// Whether an entry of a condition makes it critical, or brings a critical one back.
    private static func becomesCritical(_ entry: LogEntry, after before: [LogEntry]) -> Bool {
        guard entry.kind.measure?.severity == .critical else { return false }
        if case .reopened = entry.kind { return true }
        for former in before.reversed() {
            switch former.kind {
            // It was over, or taken for that.
            case .recovered, .solved: return true
            default: if let measure = former.kind.measure { return measure.severity != .critical }
            }
        }
        return true
    }
}

extension LogEntry.Kind {
    /// What an entry tells of a condition's value.
    fileprivate var measure: Measure? {
        switch self {
        case .opened(let opening): opening.measure
        case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure): measure
        default: nil
        }
    }

    fileprivate var isDispute: Bool {
        if case .disputed = self { true } else { false }
    }
}

extension LogEntry.Kind {
    /// The stable names of the kinds of which someone may be told.
    package static let told = [
        "opened", "occurred", "updated", "refreshed", "reopened", "filed", "rated", "assigned", "passed", "replied",
        "disputed", "warned", "solved", "closed",
    ]

    /// Whether someone may be told of it, as far as the entry alone says that: most of what machines tell is not critical.
    package var mayBeTold: Bool {
        Self.told.contains(name) && measure.map { $0.severity == .critical } ?? true
    }
}
