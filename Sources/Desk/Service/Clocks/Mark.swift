package import Health

/// Where a clock has used a share of its target.
package struct Mark: Hashable, Sendable {
    /// Percent.
    package let share: Int
    /// When it was reached or, of a running clock, is going to be: nil while the clock stands still before it or has ended.
    package private(set) var at: Timestamp?
    private var isReached = false

    init(share: Int) {
        self.share = share
    }

    /// Whether it is reached at an instant that is not before the last event.
    package func isReached(at now: Timestamp) -> Bool { at.map { $0 <= now } ?? false }

    /// Notes that a running clock ran up to an instant.
    mutating func pass(_ time: Timestamp) {
        if let at, at <= time { isReached = true }
    }

    /// Finds the instant anew as a phase begins: what a laxer target undoes was never reached.
    mutating func aim(_ target: Int64?, _ used: Int64, _ phase: ClockPhase, hasEnded: Bool) {
        if hasEnded {
            if !isReached { at = nil }
            return
        }
        let needed = target.map { $0 / 100 * Int64(share) }
        if let needed, used >= needed {
            if !isReached { at = phase.from }
            isReached = true
            return
        }
        isReached = false
        at = needed.flatMap { needed in
            phase.state == .running ? phase.calendar?.advance(phase.from, by: needed - used) : nil
        }
    }
}
