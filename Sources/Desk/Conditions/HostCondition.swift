package import Health

/// A condition of a host, as the ticket about it adds it up.
package struct HostCondition: Hashable, Sendable {
    package var host: String
    /// The host's name when the ticket was opened.
    package var hostName: String
    package var key: String
    package var rule: String
    /// What a person calls the component.
    package var component: String
    package var measure: Measure
    /// When the condition began, by the clock of the host.
    package var since: Timestamp
    /// How often the condition was opened while this was its ticket.
    package var count: Int
    /// Whether the condition is gone, although the ticket may be open.
    package var isRecovered: Bool
    /// When the host saw what its last event told.
    package var seenAt: HostInstant?
    /// Up to where a person accepts the condition; nothing within it opens a ticket.
    package var accepted: Bound?

    package init(
        _ opening: Opening,
        count: Int = 1,
        isRecovered: Bool = false,
        seenAt: HostInstant?,
        accepted: Bound? = nil
    ) {
        self.host = opening.host
        self.hostName = opening.hostName
        self.key = opening.key
        self.rule = opening.rule
        self.component = opening.component
        self.measure = opening.measure
        self.since = opening.since
        self.count = count
        self.isRecovered = isRecovered
        self.seenAt = seenAt
        self.accepted = accepted
    }

    /// The rule, when this program knows it.
    package var knownRule: Rule? { RuleID(rule).flatMap(Catalogue.rule) }

    /// One line for a person: the rule's title with value and limit; the rule's id where this program does not know it.
    package func summary(in language: Language) -> String {
        guard let id = RuleID(rule) else {
            let figures = Figures(language)
            return rule + figures.colon + figures.quantity(measure.value, measure.unit)
        }
        return Catalogue.summary(of: id, value: measure.value, limit: measure.limit, unit: measure.unit, in: language)
    }

    /// Takes the next entry of the log in, as far as it is about the condition.
    mutating func apply(_ entry: LogEntry) {
        seenAt = entry.seenAt ?? seenAt
        switch entry.kind {
        case .occurred(let measure):
            count += 1
            take(measure)
        case .reopened(let measure):
            count += 1
            take(measure)
            accepted = nil
        case .updated(let measure), .refreshed(let measure): take(measure)
        case .recovered(let value):
            isRecovered = true
            measure.value = value
        case .accepted(let bound): accepted = bound
        default: break
        }
    }

    private mutating func take(_ measure: Measure) {
        self.measure = measure
        isRecovered = false
    }
}
