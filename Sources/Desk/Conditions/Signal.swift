package import Health

/// What is said of one condition, by an event, by a snapshot or by the desk itself.
package struct Signal: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case opened
        case worsened
        /// A snapshot says that the condition stands.
        case standing
        case cleared
        /// A person at the host accepts the condition up to a bound; nil takes that back.
        case accepted(until: Bound?)
    }

    package var kind: Kind
    package var author: Author
    package var opening: Opening
    /// When the host saw it; nil for what the desk itself sees.
    package var seenAt: HostInstant?
    /// Up to where a snapshot says that the condition is accepted at the host.
    package var accepted: Bound?

    /// The signal of an event.
    package init(_ event: Event, from host: ReportingHost) {
        self.kind =
            switch event.kind {
            case .open: .opened
            case .update: .worsened
            case .clear: .cleared
            case .accept: .accepted(until: event.acceptance?.bound)
            }
        self.author = event.acceptance.map { .local("\($0.person)@\(host.name)") } ?? .agent
        self.opening = Opening(
            from: host,
            key: event.key,
            component: event.name,
            measure: Measure(severity: event.severity, value: event.value, limit: event.limit, unit: event.unit),
            since: event.at.time
        )
        self.seenAt = HostInstant(event.at)
    }

    /// The signal of one line of a snapshot; nil when the host does not know how the condition stands.
    package init?(_ standing: Standing, seenAt: HostInstant? = nil, from host: ReportingHost) {
        switch standing.state {
        case .open: self.kind = .standing
        case .clear: self.kind = .cleared
        case .unknown: return nil
        }
        self.author = .agent
        self.opening = Opening(
            from: host,
            key: standing.key,
            component: standing.name,
            measure: Measure(
                severity: standing.severity,
                value: standing.value,
                limit: standing.limit,
                unit: standing.unit
            ),
            since: standing.since
        )
        self.seenAt = seenAt
        self.accepted = standing.accepted
    }

    var opened: Step { Step(author, .opened(opening)) }
}
