package import Health

/// One entry that is to be written: by whom, and what.
package struct Step: Hashable, Sendable {
    package var author: Author
    package var kind: LogEntry.Kind

    package init(_ author: Author, _ kind: LogEntry.Kind) {
        self.author = author
        self.kind = kind
    }
}

/// What a report about a condition does to its ticket: pure decisions, without a store.
package enum Workflow {
    /// Seconds after an automatic closing within which the same ticket is opened again.
    package static let reopenWindow: Double = 3600

    /// The entries that a signal causes; the first opens a new ticket when its kind is `opened`, otherwise all go to `latest`.
    ///
    /// `latest` is the newest ticket of the key, open or closed: at most the newest is open. What is no later than what was told last of
    /// its key came by another journal already, or was overtaken by one, and causes nothing. A person's word is taken whenever it
    /// comes: it orders nothing, and said twice it is said once.
    package static func steps(for signal: Signal, latest: Ticket?, at now: Timestamp) -> [Step] {
        if case .accepted(let bound) = signal.kind { return accepting(bound, signal, latest) }
        if let seen = signal.seenAt, let last = latest?.seenAt, seen.isNoLater(than: last) { return [] }
        return switch signal.kind {
        // A snapshot tells what the host holds accepted: what the desk missed, either way, it learns here.
        case .standing where signal.accepted != latest?.accepted && signal.isAcceptanceNews(to: latest):
            accepting(signal.accepted, signal, latest)
        case .opened where isAccepted(signal, latest), .worsened where isAccepted(signal, latest),
            .standing where isAccepted(signal, latest):
            refreshing(signal, latest)
        case .opened: opening(signal, latest, now)
        case .worsened: worsening(signal, latest, now)
        case .standing: standing(signal, latest, now)
        case .cleared: clearing(signal, latest)
        case .accepted: []
        }
    }

    /// Whether a person has said that a value like this is known.
    private static func isAccepted(_ signal: Signal, _ latest: Ticket?) -> Bool {
        latest?.accepted.map { !$0.isBroken(by: signal.opening.measure.value) } ?? false
    }

    /// The acceptance closes the ticket, and stays in its log; taken back, it opens the ticket of what still stands.
    private static func accepting(_ bound: Bound?, _ signal: Signal, _ latest: Ticket?) -> [Step] {
        let accepted = Step(signal.author, .accepted(until: bound))
        guard let latest else {
            guard bound != nil else { return [] }
            return [
                Step(.agent, .opened(signal.opening)), accepted, Step(signal.author, .closed(reason: Self.accepted)),
            ]
        }
        guard let bound else {
            guard latest.accepted != nil else { return [] }
            let stands = !latest.isOpen && !latest.isRecovered
            return stands ? [accepted, Step(signal.author, .reopened(signal.opening.measure))] : [accepted]
        }
        // What is beyond it already was told while the word was on its way.
        guard latest.accepted != bound, !bound.isBroken(by: latest.measure.value) || latest.isRecovered else {
            return []
        }
        return latest.isOpen ? [accepted, Step(signal.author, .closed(reason: Self.accepted))] : [accepted]
    }

    /// The reason with which an acceptance closes a ticket.
    package static let accepted = "accepted"

    private static func opening(_ signal: Signal, _ latest: Ticket?, _ now: Timestamp) -> [Step] {
        guard let latest else { return [signal.opened] }
        guard let closedAt = latest.closedAt else {
            return [Step(signal.author, .occurred(signal.opening.measure))]
        }
        let isRecent = latest.closedBy?.isPerson == false && now.seconds(since: closedAt) < reopenWindow
        return isRecent ? [Step(signal.author, .reopened(signal.opening.measure))] : [signal.opened]
    }

    private static func worsening(_ signal: Signal, _ latest: Ticket?, _ now: Timestamp) -> [Step] {
        guard let latest, latest.isOpen else { return renewed(signal, latest, now) }
        return [Step(signal.author, .updated(signal.opening.measure))]
    }

    private static func standing(_ signal: Signal, _ latest: Ticket?, _ now: Timestamp) -> [Step] {
        guard let latest, latest.isOpen else { return renewed(signal, latest, now) }
        return refreshing(signal, latest)
    }

    /// Notes a newer value, without which nothing happened.
    private static func refreshing(_ signal: Signal, _ latest: Ticket?) -> [Step] {
        let isNews = latest?.measure != signal.opening.measure || latest?.isRecovered ?? true
        return isNews ? [Step(signal.author, .refreshed(signal.opening.measure))] : []
    }

    /// A condition that stands at the host and has no open ticket.
    ///
    /// One that a person closed stays closed until it is worse.
    private static func renewed(_ signal: Signal, _ latest: Ticket?, _ now: Timestamp) -> [Step] {
        if let latest, latest.closedBy?.isPerson == true, !latest.isRecovered,
            !signal.opening.measure.isWorse(than: latest.measure, for: latest.knownRule)
        {
            return []
        }
        return opening(signal, latest, now)
    }

    /// Recovery is always logged, also on a ticket that a person closed, so that the next opening is known to be a new fault.
    private static func clearing(_ signal: Signal, _ latest: Ticket?) -> [Step] {
        guard let latest, !latest.isRecovered else { return [] }
        let recovered = Step(signal.author, .recovered(signal.opening.measure.value))
        let closes = latest.isOpen && !latest.isTouched && latest.knownRule?.heals ?? true
        return closes ? [recovered, Step(.desk, .closed(reason: "recovered"))] : [recovered]
    }
}

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

    /// Whether a snapshot's word on what is accepted says something of the newest ticket.
    ///
    /// A bound that the value has passed is no word: the ticket that this opened stands.
    func isAcceptanceNews(to latest: Ticket?) -> Bool {
        if let accepted { return !accepted.isBroken(by: opening.measure.value) }
        return latest?.accepted.map { !$0.isBroken(by: opening.measure.value) } ?? false
    }

    /// The signal of an event.
    package init(_ event: Event, host: String, hostName: String) {
        self.kind =
            switch event.kind {
            case .open: .opened
            case .update: .worsened
            case .clear: .cleared
            case .accept: .accepted(until: event.acceptance?.bound)
            }
        self.author = event.acceptance.map { .person("\($0.person)@\(hostName)") } ?? .agent
        self.opening = Opening(
            host: host,
            hostName: hostName,
            key: event.key,
            component: event.name,
            measure: Measure(severity: event.severity, value: event.value, limit: event.limit, unit: event.unit),
            since: event.at.time
        )
        self.seenAt = HostInstant(event.at)
    }

    /// The signal of one line of a snapshot; nil when the host does not know how the condition stands.
    package init?(_ standing: Standing, seenAt: HostInstant? = nil, host: String, hostName: String) {
        switch standing.state {
        case .open: self.kind = .standing
        case .clear: self.kind = .cleared
        case .unknown: return nil
        }
        self.author = .agent
        self.opening = Opening(
            host: host,
            hostName: hostName,
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

    fileprivate var opened: Step { Step(author, .opened(opening)) }
}
