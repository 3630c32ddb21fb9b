package import Health

/// A ticket: what its log adds up to.
///
/// Nothing in it is kept beside the log.
package struct Ticket: Hashable, Sendable {
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
    package var host: String
    package var hostName: String
    package var key: String
    package var rule: String
    package var component: String
    package var measure: Measure
    /// When the condition began, by the clock of the host.
    package var since: Timestamp
    package var state: State
    package var tier: Int
    /// The desk's times.
    package var openedAt: Timestamp
    package var updatedAt: Timestamp
    package var closedAt: Timestamp?
    package var closedBy: Author?
    /// How often the condition was opened while this was its ticket.
    package var count: Int
    /// Whether a person wrote in the log.
    package var isTouched: Bool
    /// Whether the condition is gone, although the ticket may be open.
    package var isRecovered: Bool
    /// When the host saw what its last event told.
    package var seenAt: HostInstant?
    /// Up to where a person accepts the condition; nothing within it opens a ticket.
    package var accepted: Bound?

    package var isOpen: Bool { state != .closed }

    /// The rule, when this program knows it.
    package var knownRule: Rule? { RuleID(rule).flatMap(Catalogue.rule) }

    /// A ticket as a store keeps it beside the log, to find it without reading the log again.
    package init(
        number: Int64,
        opening: Opening,
        state: State,
        tier: Int,
        openedAt: Timestamp,
        updatedAt: Timestamp,
        closedAt: Timestamp?,
        closedBy: Author?,
        count: Int,
        isTouched: Bool,
        isRecovered: Bool,
        seenAt: HostInstant?,
        accepted: Bound? = nil
    ) {
        self.number = number
        self.host = opening.host
        self.hostName = opening.hostName
        self.key = opening.key
        self.rule = opening.rule
        self.component = opening.component
        self.measure = opening.measure
        self.since = opening.since
        self.state = state
        self.tier = tier
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.closedAt = closedAt
        self.closedBy = closedBy
        self.count = count
        self.isTouched = isTouched
        self.isRecovered = isRecovered
        self.seenAt = seenAt
        self.accepted = accepted
    }

    /// The ticket that a log adds up to; nil when the log does not begin with an opening.
    package init?(log: some Sequence<LogEntry>) {
        var rest = log.makeIterator()
        guard let first = rest.next(), case .opened(let opening) = first.kind else { return nil }
        self.init(opening, by: first)
        while let entry = rest.next() { apply(entry) }
    }

    /// The ticket that the first entry of a log opens.
    package init(_ opening: Opening, by entry: LogEntry) {
        self.init(
            number: entry.ticket,
            opening: opening,
            state: .new,
            tier: Self.tiers.lowerBound,
            openedAt: entry.at,
            updatedAt: entry.at,
            closedAt: nil,
            closedBy: nil,
            count: 1,
            isTouched: entry.author.isPerson,
            isRecovered: false,
            seenAt: entry.seenAt
        )
    }

    /// Takes the next entry of the log in.
    package mutating func apply(_ entry: LogEntry) {
        updatedAt = entry.at
        seenAt = entry.seenAt ?? seenAt
        if entry.author.isPerson {
            isTouched = true
            if state == .new { state = .open }
        }
        switch entry.kind {
        case .opened, .noted: break
        case .occurred(let measure):
            count += 1
            take(measure)
            if state == .resolved { state = .open }
        case .updated(let measure), .refreshed(let measure): take(measure)
        case .recovered(let value):
            isRecovered = true
            measure.value = value
        case .reopened(let measure):
            count += 1
            take(measure)
            state = isTouched ? .open : .new
            closedAt = nil
            closedBy = nil
            accepted = nil
        case .accepted(let bound): accepted = bound
        case .moved(let state, _): self.state = state
        case .passed(let tier, _): self.tier = tier
        case .closed:
            state = .closed
            closedAt = entry.at
            closedBy = entry.author
        }
    }

    private mutating func take(_ measure: Measure) {
        self.measure = measure
        isRecovered = false
    }

    /// One line for a person: the rule's title with value and limit; the rule's id where this program does not know it.
    package func summary(in language: Language) -> String {
        guard let id = RuleID(rule) else {
            let figures = Figures(language)
            return rule + figures.colon + figures.quantity(measure.value, measure.unit)
        }
        return Catalogue.summary(of: id, value: measure.value, limit: measure.limit, unit: measure.unit, in: language)
    }
}
