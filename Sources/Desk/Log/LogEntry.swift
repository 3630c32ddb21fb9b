package import Health

/// One entry of the append-only log that a ticket is computed from.
///
/// It holds no prose and no personal data: a person is a number, and words are named by `Prose`.
package struct LogEntry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        // What an agent or the desk tells of a condition.
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
        /// A person lives with the condition until its value is beyond a bound; nil takes that back.
        case accepted(until: Bound?)
        /// The desk itself has something to say of the condition.
        case remarked(Remark)

        // What people do.
        /// A person filed a matter.
        case filed(Filing)
        case noted(Note)
        /// Words to the requester, or from the requester to the desk.
        case replied(Prose)
        /// To open, pending or resolved.
        case moved(Move)
        /// Escalated or handed back.
        case passed(Pass)
        /// Given to a technician; nil: to nobody.
        case assigned(PersonID?)
        case categorised(Category)
        case rated(Impact, Urgency)
        case linked(ticket: Int64, Link)
        case unlinked(ticket: Int64)
        /// Time that a person spent, in minutes.
        case timed(minutes: Int)
        /// A technician began to work on the machine from afar.
        case reached(Support)
        /// That work ended.
        case left(SupportEnd)
        /// An item of the checklist was ticked, or the tick taken back.
        case checked(item: Int, isDone: Bool)
        case solved(Solution)
        /// The requester says that it is not solved.
        case disputed(Prose)
        case closed(Closing)
        /// From here on it is served by these versions.
        case agreed(AgreementName)
        /// A clock has used a share of its target, in percent, and someone was told.
        case warned(ClockName, share: Int)
        /// An entry that this program does not know, kept as it is.
        case unknown(name: String, Fields)
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
