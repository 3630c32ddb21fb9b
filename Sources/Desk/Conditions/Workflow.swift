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
        let latest = latest.flatMap(Known.init)
        if case .accepted(let bound) = signal.kind { return accepting(bound, signal, latest) }
        if let seen = signal.seenAt, let last = latest?.condition.seenAt, seen.isNoLater(than: last) { return [] }
        return switch signal.kind {
        // A snapshot tells what the host holds accepted: what the desk missed, either way, it learns here.
        case .standing where signal.accepted != latest?.condition.accepted && isAcceptanceNews(signal, latest):
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

    /// The newest ticket of a key, with the condition that it is about.
    private struct Known {
        let ticket: Ticket
        let condition: HostCondition

        init?(_ ticket: Ticket) {
            guard let condition = ticket.condition else { return nil }
            self.ticket = ticket
            self.condition = condition
        }
    }

    /// Whether a snapshot's word on what is accepted says something of the newest ticket.
    ///
    /// A bound that the value has passed is no word: the ticket that this opened stands.
    private static func isAcceptanceNews(_ signal: Signal, _ latest: Known?) -> Bool {
        if let accepted = signal.accepted { return !accepted.isBroken(by: signal.opening.measure.value) }
        return isAccepted(signal, latest)
    }

    /// Whether a person has said that a value like this is known.
    private static func isAccepted(_ signal: Signal, _ latest: Known?) -> Bool {
        latest?.condition.accepted.map { !$0.isBroken(by: signal.opening.measure.value) } ?? false
    }

    /// The acceptance closes the ticket that no person has acted on, and stays in its log; taken back, it opens the ticket of what
    /// still stands.
    private static func accepting(_ bound: Bound?, _ signal: Signal, _ latest: Known?) -> [Step] {
        let accepted = Step(signal.author, .accepted(until: bound))
        let closed = Step(signal.author, .closed(Closing(.accepted)))
        guard let latest else {
            guard bound != nil else { return [] }
            return [Step(.agent, .opened(signal.opening)), accepted, closed]
        }
        let (ticket, condition) = (latest.ticket, latest.condition)
        guard let bound else {
            guard condition.accepted != nil else { return [] }
            let stands = !ticket.isOpen && !condition.isRecovered
            return stands ? [accepted, Step(signal.author, .reopened(signal.opening.measure))] : [accepted]
        }
        // What is beyond it already was told while the word was on its way.
        guard condition.accepted != bound, !bound.isBroken(by: condition.measure.value) || condition.isRecovered else {
            return []
        }
        return ticket.isOpen && !ticket.isTouched ? [accepted, closed] : [accepted]
    }

    private static func opening(_ signal: Signal, _ latest: Known?, _ now: Timestamp) -> [Step] {
        guard let latest else { return [signal.opened] }
        guard let closedAt = latest.ticket.closedAt else {
            return [Step(signal.author, .occurred(signal.opening.measure))]
        }
        let isRecent = latest.ticket.closedBy?.isPerson == false && now.seconds(since: closedAt) < reopenWindow
        return isRecent ? [Step(signal.author, .reopened(signal.opening.measure))] : [signal.opened]
    }

    private static func worsening(_ signal: Signal, _ latest: Known?, _ now: Timestamp) -> [Step] {
        guard let latest, latest.ticket.isOpen else { return renewed(signal, latest, now) }
        return [Step(signal.author, .updated(signal.opening.measure))]
    }

    private static func standing(_ signal: Signal, _ latest: Known?, _ now: Timestamp) -> [Step] {
        guard let latest, latest.ticket.isOpen else { return renewed(signal, latest, now) }
        return refreshing(signal, latest)
    }

    /// Notes a newer value, without which nothing happened.
    private static func refreshing(_ signal: Signal, _ latest: Known?) -> [Step] {
        let measure = signal.opening.measure
        let isNews = latest?.condition.measure != measure || latest?.condition.isRecovered ?? true
        return isNews ? [Step(signal.author, .refreshed(measure))] : []
    }

    /// A condition that stands at the host and has no open ticket.
    ///
    /// One that a person closed stays closed until it is worse.
    private static func renewed(_ signal: Signal, _ latest: Known?, _ now: Timestamp) -> [Step] {
        if let latest, latest.ticket.closedBy?.isPerson == true, !latest.condition.isRecovered,
            !signal.opening.measure.isWorse(than: latest.condition.measure, for: latest.condition.knownRule)
        {
            return []
        }
        return opening(signal, latest, now)
    }

    /// Recovery is always logged, also on a ticket that a person closed, so that the next opening is known to be a new fault.
    private static func clearing(_ signal: Signal, _ latest: Known?) -> [Step] {
        guard let latest, !latest.condition.isRecovered else { return [] }
        let recovered = Step(signal.author, .recovered(signal.opening.measure.value))
        let closes = latest.ticket.isOpen && !latest.ticket.isTouched && latest.condition.knownRule?.heals ?? true
        return closes ? [recovered, Step(.desk, .closed(Closing(.recovered)))] : [recovered]
    }
}
