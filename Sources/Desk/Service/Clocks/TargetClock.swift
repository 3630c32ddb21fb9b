package import Health

/// One clock of a ticket: how much working time it has used, and when its target is reached.
package struct TargetClock: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Not started, or nothing is agreed.
        case waiting
        case running
        case paused(PendingReason)
        /// The response was given, or the ticket is solved: in time or not.
        case fulfilled
        /// The ticket was closed without it.
        case stopped
    }

    package let name: ClockName
    /// Milliseconds of working time before it began to do what it does now.
    private var used: Int64 = 0
    /// The target that holds, in milliseconds; once the clock has ended, the one that held then; nil promises nothing.
    package private(set) var target: Int64?
    /// Where the target is used up: in time is what comes before that instant.
    package private(set) var breach = Mark(share: 100)
    /// Where 75 % of the target are used.
    package private(set) var warning = Mark(share: 75)
    /// What it did, in order; the last one lasts.
    private(set) var phases: [ClockPhase] = []

    init(_ name: ClockName) {
        self.name = name
    }

    package var state: State { phases.last?.state ?? .waiting }

    /// Whether it was fulfilled in time; a clock without a target never is.
    package var isMet: Bool { state == .fulfilled && target != nil && breach.at == nil }

    /// When it was fulfilled or stopped; nil while it is neither.
    package var endedAt: Timestamp? { hasEnded ? phases.last?.from : nil }

    private var hasEnded: Bool { state == .fulfilled || state == .stopped }

    /// Milliseconds of working time used at an instant that is not before the last event.
    package func used(at now: Timestamp) -> Int64 {
        guard let last = phases.last, last.state == .running, now > last.from else { return used }
        return used + last.counted(from: last.from, to: now)
    }

    /// Whether the target is reached at an instant that is not before the last event.
    package func isBreached(at now: Timestamp) -> Bool { breach.isReached(at: now) }

    /// Milliseconds of working time left at an instant, negative when the target is past; nil without a target.
    package func left(at now: Timestamp) -> Int64? { target.map { $0 - used(at: now) } }

    mutating func enter(_ phase: ClockPhase) {
        if let last = phases.last {
            guard !phase.continues(last) else { return }
            used += last.counted(from: last.from, to: phase.from)
            warning.pass(phase.from)
            breach.pass(phase.from)
            phases[phases.count - 1].to = phase.from
        }
        phases.append(phase)
        if !hasEnded { target = phase.target?.seconds(of: name).map { Int64($0) * 1000 } }
        warning.aim(target, used, phase, hasEnded: hasEnded)
        breach.aim(target, used, phase, hasEnded: hasEnded)
    }
}
