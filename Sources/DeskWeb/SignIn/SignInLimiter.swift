package import Health
import Synchronization

/// ``SignInLimit`` for all requests of a process.
package final class SignInLimiter: Sendable {
    private let limit = Mutex(SignInLimit())

    package init() {}

    /// Counts a try as failed; or the seconds for which it is refused.
    package func admit(login: String, address: String, at now: Timestamp) -> Double? {
        limit.withLock { $0.admit(login: login, address: address, at: now) }
    }

    /// Takes back what was counted of a login from an address.
    package func succeeded(login: String, address: String, at now: Timestamp) {
        limit.withLock { $0.succeeded(login: login, address: address, at: now) }
    }
}
