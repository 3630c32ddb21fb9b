package import Health

/// A ticket: what its log adds up to.
///
/// Nothing in it is kept beside the log.
package struct Ticket: Hashable, Sendable {
    /// What a ticket is about.
    package enum Subject: Hashable, Sendable {
        /// A condition of a host, which an agent or the desk itself sees.
        case condition(HostCondition)
        /// What a person filed.
        case matter(Matter)
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        /// No person has looked at it.
        case new
        case open
        /// It waits for something outside the desk.
        case pending
        /// Repaired, not yet confirmed.
        case resolved
        case closed
    }

    /// 1 support, 2 administrator, 3 engineer, 4 architect.
    package static let tiers = 1...4

    package var number: Int64
    package var subject: Subject
    package var type: TicketType
    package var organisation: OrganisationID
    package var state: State
    package var tier: Int
    package var category: Category?
    package var impact: Impact
    package var urgency: Urgency
    /// Whether a person rated it: otherwise the severity of a condition decides how urgent it is.
    package var isRated: Bool
    package var requester: PersonID?
    /// The technician whose it is.
    package var assignee: PersonID?
    /// The desk's times.
    package var openedAt: Timestamp
    package var updatedAt: Timestamp
    /// What it waits for, and when it wakes up by itself, while it is pending.
    package var pending: PendingReason?
    package var wakesAt: Timestamp?
    package var resolvedAt: Timestamp?
    package var closedAt: Timestamp?
    package var closedBy: Author?
    /// Whether a person wrote in the log.
    package var isTouched: Bool
    /// Minutes that people spent on it.
    package var minutes: Int
    /// Until when it is to be served; a store computes it with the policies that it has.
    package var deadlines: Deadlines

    package var isOpen: Bool { state != .closed }

    /// Whether there is still something to do about it.
    package var isUnsolved: Bool { state != .closed && state != .resolved }

    package var priority: Priority { Priority(impact, urgency) }

    /// The condition that it is about; nil for a matter.
    package var condition: HostCondition? {
        if case .condition(let condition) = subject { condition } else { nil }
    }

    /// The matter that it is about; nil for a condition.
    package var matter: Matter? {
        if case .matter(let matter) = subject { matter } else { nil }
    }

    /// The host that it is about.
    package var host: String? { condition?.host ?? matter?.host }

    /// A ticket as its first entry makes it, open and new.
    package init(
        number: Int64,
        subject: Subject,
        type: TicketType,
        organisation: OrganisationID,
        impact: Impact,
        urgency: Urgency,
        openedAt: Timestamp
    ) {
        self.number = number
        self.subject = subject
        self.type = type
        self.organisation = organisation
        self.state = .new
        self.tier = Self.tiers.lowerBound
        self.impact = impact
        self.urgency = urgency
        self.openedAt = openedAt
        self.updatedAt = openedAt
        self.isRated = false
        self.isTouched = false
        self.minutes = 0
        self.deadlines = Deadlines()
    }
}

extension Ticket {
    /// The ticket that a log adds up to; nil when the log does not begin with an opening or a filing.
    package init?(log: some Sequence<LogEntry>) {
        var rest = log.makeIterator()
        guard let first = rest.next(), let ticket = Ticket(first: first) else { return nil }
        self = ticket
        while let entry = rest.next() { apply(entry) }
    }

    /// The ticket that the first entry of a log makes; nil for any other entry.
    package init?(first entry: LogEntry) {
        switch entry.kind {
        case .opened(let opening): self.init(opening, by: entry)
        case .filed(let filing): self.init(filing, by: entry)
        default: return nil
        }
    }

    private init(_ opening: Opening, by entry: LogEntry) {
        self.init(
            number: entry.ticket,
            subject: .condition(HostCondition(opening, seenAt: entry.seenAt)),
            type: .incident,
            organisation: opening.organisation,
            impact: opening.impact,
            urgency: Urgency(opening.measure.severity),
            openedAt: entry.at
        )
        isTouched = entry.author.isPerson
    }

    private init(_ filing: Filing, by entry: LogEntry) {
        self.init(
            number: entry.ticket,
            subject: .matter(Matter(title: filing.title, host: filing.host, items: filing.checklist.count)),
            type: filing.type,
            organisation: filing.organisation,
            impact: filing.impact,
            urgency: filing.urgency,
            openedAt: entry.at
        )
        category = filing.category
        isRated = true
        requester = filing.requester
        isTouched = entry.author.isPerson
    }
}
