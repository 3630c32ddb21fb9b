import Health

/// Both clocks of a ticket after its last event: a pure function of its log, and never of now.
///
/// Time that was used up counts by the policy and calendar that were bound then; a new version or priority keeps it and goes on
/// with its own target and calendar. Nothing counts before the start, while solved or closed, or without an agreement.
package struct ServiceClock: Hashable, Sendable {
    package private(set) var response = TargetClock(.response)
    package private(set) var resolution = TargetClock(.resolution)

    private enum Stage {
        case filing
        case open
        case solved
        case closed
    }

    private var time: Timestamp?
    private var stage = Stage.filing
    private var hasResponded = false
    private var pending: PendingReason?
    private var agreement: Agreement?
    private var priority: Priority?

    package init() {}

    /// The clocks after all of these events, in the order of the log.
    package init(_ events: some Sequence<ClockEvent>) {
        for event in events { apply(event) }
    }

    package subscript(name: ClockName) -> TargetClock {
        switch name {
        case .response: response
        case .resolution: resolution
        }
    }

    /// Adds the next event of the log.
    package mutating func apply(_ event: ClockEvent) { apply([event.kind], at: event.at) }

    /// Adds what happens at one moment, of which only the end counts.
    mutating func apply(_ kinds: [ClockEvent.Kind], at time: Timestamp) {
        let now = max(time, self.time ?? time)
        self.time = now
        for kind in kinds { note(kind) }
        response.enter(phase(of: .response, at: now))
        resolution.enter(phase(of: .resolution, at: now))
    }

    private mutating func note(_ kind: ClockEvent.Kind) {
        switch kind {
        case .agreed(let agreement): self.agreement = agreement
        case .prioritised(let priority): self.priority = priority
        case .started: if stage == .filing { stage = .open }
        case .responded: hasResponded = hasResponded || stage != .filing
        case .paused(let reason): if stage == .open { pending = reason }
        case .resumed: pending = nil
        case .solved:
            guard stage == .open else { return }
            stage = .solved
            hasResponded = true
            pending = nil
        case .reopened:
            guard stage == .solved || stage == .closed else { return }
            stage = .open
        case .closed:
            guard stage == .open else { return }
            stage = .closed
            pending = nil
        }
    }

    private func phase(of clock: ClockName, at time: Timestamp) -> ClockPhase {
        ClockPhase(from: time, state: state(of: clock), agreement: agreement, priority: priority)
    }

    private func state(of clock: ClockName) -> TargetClock.State {
        switch stage {
        case .filing: return .waiting
        case _ where clock == .response && hasResponded: return .fulfilled
        case .solved: return .fulfilled
        case .closed: return .stopped
        case .open:
            guard let agreement, priority != nil else { return .waiting }
            guard let pending, agreement.policy.pauses(clock, for: pending) else { return .running }
            return .paused(pending)
        }
    }
}
