import Health
import Logging
import Synchronization

/// The desk's wall clock, for those who do something for good because a time has come.
final class WallClock: Sendable {
    /// What it shows, whether or not it can be believed.
    private let now: @Sendable () -> Timestamp
    /// Seconds by a clock that nobody sets, and that goes on while the machine sleeps.
    let elapsed: @Sendable () -> Double
    private let log: Logger
    private let steady = Mutex(SteadyClock())

    init(
        now: @escaping @Sendable () -> Timestamp,
        elapsed: @escaping @Sendable () -> Double = { [start = ContinuousClock.now] in
            (ContinuousClock.now - start) / .seconds(1)
        },
        log: Logger
    ) {
        self.now = now
        self.elapsed = elapsed
        self.log = log
    }

    /// The time; nil while it cannot be believed.
    func time() -> Timestamp? {
        let (now, elapsed) = (now(), elapsed())
        let (isBelieved, hasJumped) = steady.withLock { steady in
            let wasDoubted = steady.isDoubted
            let isBelieved = steady.believes(now, at: elapsed)
            return (isBelieved, steady.isDoubted && !wasDoubted)
        }
        if hasJumped {
            log.warning(
                "the clock has jumped ahead: nothing is done by it until it has stayed there for a while",
                metadata: ["time": "\(now)", "seconds": "\(Int(SteadyClock.patience))"]
            )
        }
        return isBelieved ? now : nil
    }
}
