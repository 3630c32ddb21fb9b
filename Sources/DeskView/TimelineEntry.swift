package import Desk
package import Health

/// One entry of a ticket's log as its story tells it.
package struct TimelineEntry: Sendable {
    /// Whose ears it is for, and what kind of thing it is: the sides of the story that nobody may confuse.
    package enum Side: String, Sendable {
        /// What an agent or the desk saw or did.
        case event
        /// What people did with the ticket.
        case work
        /// Words that requester and desk exchange.
        case publicly = "public"
        /// Words for the desk's people alone.
        case internally = "internal"
    }

    package let number: Int64
    package let at: Timestamp
    package let author: String
    package let side: Side
    package let parts: EntryParts
    /// Another ticket that it names.
    package let ticket: Int64?
}

extension TicketRecord {
    /// Its story, oldest first.
    package func timeline(_ figures: Figures, _ names: NameBook) -> [TimelineEntry] {
        let texts = EntryText(figures, names, of: ticket.organisation)
        return log.map { entry in
            TimelineEntry(
                number: entry.sequence,
                at: entry.at,
                author: names.text(of: entry.author, in: figures.language),
                side: entry.side,
                parts: texts.parts(of: entry.kind),
                ticket: entry.kind.otherTicket
            )
        }
    }
}

extension LogEntry {
    fileprivate var side: TimelineEntry.Side {
        switch kind {
        case .replied, .disputed, .filed: .publicly
        case .noted: .internally
        default: author.isPerson ? .work : .event
        }
    }
}

extension LogEntry.Kind {
    fileprivate var otherTicket: Int64? {
        switch self {
        case .linked(let ticket, _), .unlinked(let ticket): ticket
        default: nil
        }
    }
}
