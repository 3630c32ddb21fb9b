/// What an entry of the log did to a ticket, for who looks on, with what the ticket is now.
package struct TicketChange: Hashable, Sendable {
    /// The number of the entry.
    package var sequence: Int64
    package var author: Author
    /// Whether the entry may have brought the ticket into another part of the queue.
    package var isMove: Bool
    /// Whether the requester sees the entry, too.
    package var isForRequester: Bool
    package var ticket: Int64
    package var organisation: OrganisationID
    package var requester: PersonID?
    package var assignee: PersonID?
    package var state: Ticket.State
    package var tier: Int
    /// Whether it is critical, or of the first priority.
    package var isUrgent: Bool

    package init(
        _ entry: LogEntry,
        organisation: OrganisationID,
        requester: PersonID?,
        assignee: PersonID?,
        state: Ticket.State,
        tier: Int,
        isUrgent: Bool
    ) {
        sequence = entry.sequence
        author = entry.author
        isMove = entry.kind.movesTicket
        isForRequester = entry.isForRequester
        ticket = entry.ticket
        self.organisation = organisation
        self.requester = requester
        self.assignee = assignee
        self.state = state
        self.tier = tier
        self.isUrgent = isUrgent
    }
}

/// What the log says after an entry.
package struct TicketChanges: Hashable, Sendable {
    package var changes: [TicketChange]
    /// The last entry that was looked at.
    package var through: Int64
    /// Whether there may be more after it.
    package var hasMore: Bool

    package init(_ changes: [TicketChange], through: Int64, hasMore: Bool) {
        self.changes = changes
        self.through = through
        self.hasMore = hasMore
    }
}

extension Scope {
    /// Whether it learns of a change: a requester of what they see of their own tickets.
    package func sees(_ change: TicketChange) -> Bool {
        sees(change.organisation)
            || change.isForRequester && change.requester != nil && change.requester == person
    }
}

extension QueueTab {
    /// Whether a tab of an account has the ticket of a change now; words that were typed are not looked at.
    package func has(_ change: TicketChange, for account: Account) -> Bool {
        guard change.state != .closed, change.state != .resolved else { return false }
        return switch self {
        case .mine: change.assignee == account.person
        case .tier: account.stations.contains { $0.organisation == change.organisation && $0.tier == change.tier }
        case .unassigned: change.assignee == nil
        case .paused: change.state == .pending
        case .all: true
        }
    }
}

extension LogEntry.Kind {
    fileprivate var movesTicket: Bool {
        switch self {
        case .opened, .reopened, .filed, .moved, .passed, .assigned, .rated, .solved, .disputed, .closed, .unknown: true
        case .occurred, .reached, .left, .updated, .refreshed, .recovered, .accepted, .remarked, .noted, .replied,
            .categorised,
            .linked, .unlinked, .timed, .checked, .agreed, .warned:
            false
        }
    }
}
