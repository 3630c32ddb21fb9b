package import Health

/// A line of the explanation of a clock.
package struct ClockInterval: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case working
        case rest
        case outsideHours
        case holiday(String)
        case paused(PendingReason)
        /// Nothing is promised yet: no policy or no priority.
        case nothingAgreed
        case solved
        case closed
    }

    package let from: Timestamp
    /// Nil while it lasts.
    package internal(set) var to: Timestamp?
    /// Milliseconds that count towards the target, up to now when it lasts.
    package let counted: Int64
    package let reason: Reason
    package let priority: Priority?
    package let policy: VersionName?
    package let calendar: VersionName?
}

extension TargetClock {
    /// Every interval of the clock up to now, in order and without a hole; it ends with the first response.
    package func intervals(until now: Timestamp) -> [ClockInterval] {
        phases.filter { $0.to != $0.from }.flatMap { intervals(of: $0, until: now) }
    }

    private func intervals(of phase: ClockPhase, until now: Timestamp) -> [ClockInterval] {
        func interval(_ from: Timestamp, _ to: Timestamp?, _ counted: Int64, _ reason: ClockInterval.Reason)
            -> ClockInterval
        {
            ClockInterval(
                from: from,
                to: to,
                counted: counted,
                reason: reason,
                priority: phase.priority,
                policy: phase.policy,
                calendar: phase.calendar?.id
            )
        }
        switch phase.state {
        case .waiting: return [interval(phase.from, phase.to, 0, .nothingAgreed)]
        case .paused(let reason): return [interval(phase.from, phase.to, 0, .paused(reason))]
        case .fulfilled: return name == .response ? [] : [interval(phase.from, phase.to, 0, .solved)]
        case .stopped: return [interval(phase.from, phase.to, 0, .closed)]
        case .running:
            let end = phase.to ?? max(now, phase.from)
            let stretches = phase.calendar?.stretches(from: phase.from, to: end) ?? []
            var intervals = stretches.map { stretch in
                let counted = stretch.kind == .working ? stretch.to.milliseconds - stretch.from.milliseconds : 0
                return interval(stretch.from, stretch.to, counted, ClockInterval.Reason(stretch.kind))
            }
            if phase.to == nil, !intervals.isEmpty { intervals[intervals.count - 1].to = nil }
            return intervals
        }
    }
}

extension ClockInterval.Reason {
    init(_ kind: Stretch.Kind) {
        self =
            switch kind {
            case .working: .working
            case .rest: .rest
            case .outsideHours: .outsideHours
            case .holiday(let name): .holiday(name)
            }
    }
}
