package import Health

/// What the log of a ticket says that matters to its clocks.
package struct ClockEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// From here on it is served by these versions.
        case agreed(Agreement)
        case prioritised(Priority)
        /// Filed or opened.
        case started
        /// The first answer; later ones change nothing.
        case responded
        case paused(PendingReason)
        case resumed
        case solved
        /// Solved or closed no more.
        case reopened
        case closed
    }

    /// The desk's time; one that is before its predecessor's counts as that.
    package let at: Timestamp
    package let kind: Kind

    package init(_ at: Timestamp, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }
}
