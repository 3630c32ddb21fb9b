package import Health

/// How many tickets there are of what, how long they take, how old the backlog is.
///
/// Computed from tickets, never counted along.
package struct Statistics: Hashable, Sendable {
    package private(set) var total = 0
    package private(set) var byState: [Ticket.State: Int] = [:]
    package private(set) var bySeverity: [Severity: Int] = [:]
    package private(set) var byRule: [String: Int] = [:]
    /// By host id.
    package private(set) var byHost: [String: Int] = [:]
    package private(set) var byTier: [Int: Int] = [:]
    /// Seconds from opening to closing of the tickets that are closed.
    package private(set) var timeToClose = Durations()
    /// Seconds since opening of the tickets that are not.
    package private(set) var backlogAge = Durations()

    private let now: Timestamp

    /// Nothing counted yet; ages are as of `now`.
    package init(at now: Timestamp) {
        self.now = now
    }

    package init(of tickets: some Sequence<Ticket>, at now: Timestamp) {
        self.init(at: now)
        for ticket in tickets { add(ticket) }
    }

    /// Counts one ticket, so that a store need not hold all at once.
    package mutating func add(_ ticket: Ticket) {
        total += 1
        byState[ticket.state, default: 0] += 1
        if let condition = ticket.condition {
            bySeverity[condition.measure.severity, default: 0] += 1
            byRule[condition.rule, default: 0] += 1
        }
        if let host = ticket.host { byHost[host, default: 0] += 1 }
        byTier[ticket.tier, default: 0] += 1
        if let closedAt = ticket.closedAt {
            timeToClose.add(closedAt.seconds(since: ticket.openedAt))
        } else {
            backlogAge.add(now.seconds(since: ticket.openedAt))
        }
    }
}

/// A set of durations in seconds.
///
/// A clock that was set back makes none below 0.
package struct Durations: Hashable, Sendable {
    private var seconds: [Double] = []

    package init() {}

    mutating func add(_ duration: Double) { seconds.append(max(0, duration)) }

    package var count: Int { seconds.count }

    /// The arithmetic mean; nil of none.
    package var mean: Double? { seconds.isEmpty ? nil : seconds.reduce(0, +) / Double(seconds.count) }

    /// The least duration that as many per cent are not longer than (nearest rank); nil of none.
    package func percentiles(_ percents: [Double]) -> [Double]? {
        guard !seconds.isEmpty else { return nil }
        let sorted = seconds.sorted()
        return percents.map { percent in
            let rank = (min(max(percent, 0), 100) / 100 * Double(sorted.count)).rounded(.up)
            return sorted[max(0, Int(rank) - 1)]
        }
    }

    package var median: Double? { percentiles([50])?.first }

    /// How many are at least as long as each bound.
    package func atLeast(_ bounds: [Double]) -> [Int] {
        bounds.map { bound in seconds.count { $0 >= bound } }
    }
}
