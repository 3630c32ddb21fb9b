package import Health

/// Whom the desk tells.
package enum Recipient: Hashable, Sendable {
    case person(PersonID)
    /// The one address of the whole desk.
    case desk
}

/// That someone is to be told of something: a row of the outbox.
///
/// It holds no words: they are made when it is sent, from what the ticket says then.
package struct Notice: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case waiting
        /// The relay has taken it.
        case sent
        /// The relay will never take it, or was not to be had for days.
        case failed
        /// There was nothing left to tell: the ticket is closed, or the person has no address any more.
        case dropped
    }

    /// 0 before it is stored.
    package var id: Int64
    package var kind: NoticeKind
    package var recipient: Recipient
    /// The ticket and the entry of its log that it is about; nil for a digest.
    package var ticket: Int64?
    package var entry: Int64?
    package var madeAt: Timestamp
    package var state: State
    /// How often it was handed to the relay.
    package var attempts: Int
    /// When it is tried next, while it waits.
    package var nextAt: Timestamp?
    package var endedAt: Timestamp?
    /// Why the last attempt came to nothing: a stable word, and what the relay said.
    package var trouble: String?
    /// The mail that it is a part of, named by the first of its notices; nil before it is part of one.
    package var mail: Int64?

    package init(
        id: Int64 = 0,
        _ kind: NoticeKind,
        to recipient: Recipient,
        ticket: Int64? = nil,
        entry: Int64? = nil,
        madeAt: Timestamp,
        state: State = .waiting,
        attempts: Int = 0,
        nextAt: Timestamp? = nil,
        endedAt: Timestamp? = nil,
        trouble: String? = nil,
        mail: Int64? = nil
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.ticket = ticket
        self.entry = entry
        self.madeAt = madeAt
        self.state = state
        self.attempts = attempts
        self.nextAt = nextAt
        self.endedAt = endedAt
        self.trouble = trouble
        self.mail = mail
    }
}

extension Notice {
    /// Whether it is too late to be told: the ticket is solved, or another one's.
    package func isStale(_ ticket: Ticket) -> Bool {
        switch kind {
        case .newCritical, .breachNear: !ticket.isUnsolved
        case .passed: !ticket.isUnsolved || isAnothers(ticket)
        case .assigned: !ticket.isUnsolved || isAnothers(ticket) || ticket.assignee == nil
        default: false
        }
    }

    private func isAnothers(_ ticket: Ticket) -> Bool {
        ticket.assignee.map { recipient != .person($0) } ?? false
    }
}
