import Desk
import Health

/// Writes decisions: entries into the log, and what they change in its projections, in one transaction.
enum TicketLog {
    /// Writes the entries of a decision; returns the ticket after them and the entries as they are kept, nil when there are none.
    ///
    /// The first makes a new ticket where it opens or files one; otherwise all go to `latest`. `seenAt` is when the host saw what
    /// caused them.
    static func write(
        _ steps: [Step],
        on latest: Ticket?,
        seenAt: HostInstant? = nil,
        at now: Timestamp,
        by book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> (ticket: Ticket, entries: [LogEntry])? {
        guard var first = steps.first else { return nil }
        first.kind = try first.kind.bound(by: book, at: now, connection)
        var entries: [LogEntry] = []
        var ticket: Ticket
        var rest = steps[...]
        var beginning = entry(first, of: 0, seenAt, now)
        if let new = Ticket(first: beginning) {
            ticket = new
            ticket.deadlines = book.deadlines(ofNew: ticket, by: beginning)
            ticket.number = try TicketRows.insert(ticket, connection)
            beginning.ticket = ticket.number
            let kept = try LogRows.append(beginning, connection)
            // The title has its number only now.
            if case .filed(let filing) = kept.kind { ticket.setTitle(filing.title) }
            entries.append(kept)
            rest = rest.dropFirst()
        } else if let latest {
            ticket = latest
        } else {
            return nil
        }
        let isNew = !entries.isEmpty
        for step in rest {
            let kept = try LogRows.append(entry(step, of: ticket.number, seenAt, now), connection)
            ticket.apply(kept)
            entries.append(kept)
        }
        if !rest.isEmpty || ticket.matter != nil {
            if let latest = isNew ? nil : latest, !ticket.movesClocks(since: latest, entries) {
                ticket.deadlines = latest.deadlines
            } else {
                let log = isNew ? entries : try LogRows.all(of: ticket.number, connection)
                ticket.deadlines = Deadlines(log: log, book: book)
            }
            try TicketRows.update(ticket, connection)
        }
        let words = entries.flatMap(\.kind.words)
        if !words.isEmpty { try SearchIndex.add(words, to: ticket.number, connection) }
        if isNew { try SearchIndex.opened(ticket.number, connection) }
        return (ticket, entries)
    }

    private static func entry(_ step: Step, of ticket: Int64, _ seenAt: HostInstant?, _ now: Timestamp) -> LogEntry {
        LogEntry(
            ticket: ticket,
            at: now,
            author: step.author,
            seenAt: step.author == .agent ? seenAt : nil,
            kind: step.kind
        )
    }
}

extension LogEntry.Kind {
    /// A filing, bound to what its organisation promises now; an opening is, by its host.
    fileprivate func bound(
        by book: ServiceBook,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> LogEntry.Kind {
        switch self {
        case .filed(var filing):
            filing.agreement = try ServiceRows.agreement(of: filing.organisation, book, at: now, connection)
            return .filed(filing)
        default: return self
        }
    }
}

extension Ticket {
    /// Whether entries change what its clocks do: most of what a machine tells does not.
    fileprivate func movesClocks(since former: Ticket, _ entries: [LogEntry]) -> Bool {
        guard state == former.state, priority == former.priority, pending == former.pending else { return true }
        return entries.contains { entry in
            switch entry.kind {
            case .assigned, .replied, .agreed, .warned, .unknown: true
            default: false
            }
        }
    }

    fileprivate mutating func setTitle(_ title: Prose) {
        guard case .matter(var matter) = subject else { return }
        matter.title = title
        subject = .matter(matter)
    }
}
