import Desk
import Report

/// What streams say, as server-sent events (html.spec.whatwg.org, section 9.2).
enum LiveText {
    /// Words for nobody, which keep the connection.
    static let pulse = ": still here\n\n"
    /// The session has ended, and the stream with it.
    static let ended = "event: ended\ndata: {}\n\n"

    /// From which entry on the stream tells.
    static func start(_ position: Int64) -> String { "id: \(position)\n\n" }

    /// More was missed than is told one by one: whoever shows something reads it again.
    static func reload(_ position: Int64) -> String { "id: \(position)\nevent: reload\ndata: {}\n\n" }

    static func change(_ change: TicketChange, for account: Account) -> String {
        let tabs = QueueTab.allCases.filter { $0.has(change, for: account) }
        let data: JSON = [
            "ticket": .number(Double(change.ticket)), "state": .string(change.state.rawValue),
            "tier": .number(Double(change.tier)), "tabs": .array(tabs.map { .string($0.rawValue) }),
            "move": .bool(change.isMove), "mine": .bool(change.assignee == account.person),
            "urgent": .bool(change.isUrgent), "own": .bool(change.author == .person(account.person)),
        ]
        return "id: \(change.sequence)\nevent: change\ndata: \(data.compact)\n\n"
    }

    /// Who else is at a ticket; their names are text that people gave, which JSON keeps on one line.
    static func presence(_ ticket: Int64, _ others: [Presence.Other]) -> String {
        "event: presence\ndata: \(json(ticket, others).compact)\n\n"
    }

    static func json(_ ticket: Int64, _ others: [Presence.Other]) -> JSON {
        [
            "ticket": .number(Double(ticket)),
            "others": .array(
                others.map { ["name": .string($0.name), "writes": .bool($0.doing == .writing)] }
            ),
        ]
    }
}
