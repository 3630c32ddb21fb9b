package import Health

/// Who wrote an entry of a ticket's log.
///
/// Text form: `agent`, `desk` or `person:NAME`.
package enum Author: Hashable, Sendable, CustomStringConvertible {
    case agent
    case desk
    case person(String)

    /// Reads the text form.
    package init?(_ text: String) {
        switch text {
        case "agent": self = .agent
        case "desk": self = .desk
        case _ where text.hasPrefix("person:"): self = .person(String(text.dropFirst("person:".count)))
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .agent: "agent"
        case .desk: "desk"
        case .person(let name): "person:\(name)"
        }
    }

    package var isPerson: Bool {
        if case .person = self { true } else { false }
    }
}

/// One entry of the append-only log that a ticket is computed from.
package struct LogEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case opened(Opening)
        /// The condition was opened again while its ticket was open.
        case occurred(Measure)
        /// The agent told of a worse value or severity.
        case updated(Measure)
        /// A snapshot gave a newer value; nothing happened.
        case refreshed(Measure)
        /// The condition is gone; the value that shows it.
        case recovered(Double)
        /// Opened again soon after the desk had closed it.
        case reopened(Measure)
        case noted(String)
        case moved(to: Ticket.State, reason: String)
        /// Escalated or handed back.
        case passed(toTier: Int, reason: String)
        case closed(reason: String)
        /// A person lives with the condition until its value is beyond a bound; nil takes that back.
        case accepted(until: Bound?)
    }

    /// The place in the store's log: later entries have greater numbers, with holes.
    ///
    /// 0 before it is stored.
    package var sequence: Int64
    package var ticket: Int64
    /// The desk's time.
    package var at: Timestamp
    package var author: Author
    /// When the host saw what an event of it tells.
    package var seenAt: HostInstant?
    package var kind: Kind

    package init(
        sequence: Int64 = 0,
        ticket: Int64,
        at: Timestamp,
        author: Author,
        seenAt: HostInstant? = nil,
        kind: Kind
    ) {
        self.sequence = sequence
        self.ticket = ticket
        self.at = at
        self.author = author
        self.seenAt = seenAt
        self.kind = kind
    }
}
