import Synchronization

/// Says to a delivery, from any thread, that it shall end.
package final class StopFlag: Sendable {
    private let flag = Atomic(false)

    package init() {}

    /// Ends the delivery within about a second; it cannot be taken back.
    package func raise() { flag.store(true, ordering: .relaxed) }

    package var isRaised: Bool { flag.load(ordering: .relaxed) }
}
