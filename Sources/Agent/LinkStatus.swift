package import Health

/// What `vigie status` shows of the link.
package struct LinkStatus: Sendable {
    package enum State: String, Sendable {
        /// This workstation has not been enrolled.
        case notEnrolled = "not-enrolled"
        case connecting
        case connected
        /// Waiting before the next attempt.
        case waiting
    }

    package var state: State
    package var desk = ""
    package var since: Timestamp?
    /// Why the last session ended.
    package var lastError: String?
    package var lastAcknowledgedAt: Timestamp?
    /// Events that the desk refused for good, and the last refusal.
    package var rejected: UInt64 = 0
    package var lastRejection: String?
    /// Seconds until the next attempt.
    package var retry: Double?

    package init(state: State = .connecting) {
        self.state = state
    }
}
