import Health
import Logging
import Synchronization

@testable import DeskServer

/// A wall clock that is set by a test, beside a clock that only goes on; both begin at `now`.
final class JumpingClock: Sendable {
    private let state = Mutex((lead: 0.0, elapsed: 0.0))

    /// Sets the wall clock so many seconds ahead.
    func jump(to lead: Double) { state.withLock { $0.lead = lead } }

    /// Lets time pass on both.
    func advance(by seconds: Double) { state.withLock { $0.elapsed += seconds } }

    func wall() -> WallClock {
        WallClock(
            now: { [self] in state.withLock { now.advanced(by: $0.lead + $0.elapsed) } },
            elapsed: { [self] in state.withLock { $0.elapsed } },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}
