package import Health

/// Where a ticket stands in the queue: the one order of all its tabs, of its pages and of who takes the next.
///
/// Cases come one after the other, and within one its values in their order. In text, `due.1795435200000.118`, it goes with a link
/// to the next page.
package enum QueuePlace: Hashable, Sendable, Comparable {
    /// By the time to breach.
    case due(Timestamp, Int64)
    /// No clock runs: by priority and age.
    case undated(Priority, Timestamp, Int64)
    /// It waits: by when it wakes up.
    case waiting(Timestamp, Int64)
    /// It waits until someone wakes it.
    case asleep(Int64)

    /// The place of a ticket that is not solved.
    package init(_ ticket: Ticket) {
        self =
            switch (ticket.deadlines.breachAt, ticket.state, ticket.wakesAt) {
            case (let breach?, _, _): .due(breach, ticket.number)
            case (nil, .pending, let time?): .waiting(time, ticket.number)
            case (nil, .pending, nil): .asleep(ticket.number)
            default: .undated(ticket.priority, ticket.openedAt, ticket.number)
            }
    }

    /// Whether the ticket waits, with no clock that runs.
    package var isWaiting: Bool {
        switch self {
        case .due, .undated: false
        case .waiting, .asleep: true
        }
    }
}

extension QueuePlace: LosslessStringConvertible {
    package var description: String {
        switch self {
        case .due(let time, let number): "due.\(time.milliseconds).\(number)"
        case .undated(let priority, let time, let number): "undated.\(priority.rawValue).\(time.milliseconds).\(number)"
        case .waiting(let time, let number): "waiting.\(time.milliseconds).\(number)"
        case .asleep(let number): "asleep.\(number)"
        }
    }

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let number = parts.last.flatMap({ Int64($0) }) else { return nil }
        let time = Int64(parts[parts.count - 2]).map(Timestamp.init(milliseconds:))
        switch (parts[0], parts.count, time) {
        case ("due", 3, let time?): self = .due(time, number)
        case ("undated", 4, let time?):
            guard let priority = Priority(rawValue: String(parts[1])) else { return nil }
            self = .undated(priority, time, number)
        case ("waiting", 3, let time?): self = .waiting(time, number)
        case ("asleep", 2, _): self = .asleep(number)
        default: return nil
        }
    }
}
