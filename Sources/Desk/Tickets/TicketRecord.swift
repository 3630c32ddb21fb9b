/// A ticket with its log, oldest entry first.
package struct TicketRecord: Hashable, Sendable {
    package var ticket: Ticket
    package var log: [LogEntry]

    package init(_ ticket: Ticket, log: [LogEntry]) {
        self.ticket = ticket
        self.log = log
    }

    /// Its last entry's number, which changes with every change.
    package var version: Int64 { log.last?.sequence ?? 0 }

    /// What a scope sees of it: a requester sees what was said to them, and what became of the ticket.
    package func seen(by scope: Scope) -> TicketRecord {
        guard !scope.sees(ticket.organisation) else { return self }
        return TicketRecord(ticket, log: log.compactMap(\.forRequester))
    }
}

extension LogEntry {
    /// Whether a requester sees it, or something of it.
    package var isForRequester: Bool { forRequester != nil }

    /// The entry as a requester sees it; nil for what is the desk's own.
    fileprivate var forRequester: LogEntry? {
        var entry = self
        switch kind {
        case .filed, .replied, .disputed, .checked, .categorised: break
        case .moved(let move): entry.kind = .moved(Move(to: move.state, waitsFor: move.waitsFor, until: move.until))
        case .solved(let solution):
            let cause = Prose(id: solution.cause.id, hash: solution.cause.hash)
            entry.kind = .solved(Solution(cause: cause, solution: solution.solution))
        case .closed(let closing): entry.kind = .closed(Closing(closing.reason))
        default: return nil
        }
        return entry
    }
}
