/// What a technician looks at of the queue.
package enum QueueTab: String, Hashable, Sendable, CaseIterable {
    case mine
    /// At the tier at which they work, in each organisation the one that they have there; whoever has it.
    case tier
    case unassigned
    /// What waits for something outside the desk; the other tabs have it too, after all that is worked on.
    case paused
    case all
}

extension QueueFilter {
    /// What a tab shows to an account.
    package init(_ tab: QueueTab, of account: Account, query: TicketQuery = TicketQuery(), limit: Int = 50) {
        self.init(query: query, limit: limit)
        switch tab {
        case .mine: assignee = account.person
        case .tier: stations = account.stations
        case .unassigned: isUnassigned = true
        case .paused: isPaused = true
        case .all: break
        }
    }
}

extension Account {
    /// Where it works as a technician, and at which tier.
    package var stations: [Membership] { memberships.filter { $0.role == .technician } }
}
