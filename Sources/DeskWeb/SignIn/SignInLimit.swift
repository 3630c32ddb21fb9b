import Desk
import DeskServer
package import Health

/// How often passwords and codes may be tried: by login and address together, by address, and by login.
///
/// A try counts as failed from its beginning, so a thousand tries at once are no way around; success takes it back. Each kind has free
/// failures within 15 minutes; then each failure makes one wait, twice as long as the one before. Refused tries do not count.
///
/// Nobody is locked out for long by a stranger. Who fails at one address with one login makes only the two together wait. Who fails with
/// many logins makes his address wait, and who fails from many addresses makes the login wait; but from where somebody has signed
/// in since the program was started, neither counts for that login, and sessions that are open go on. So a stranger is in the way only
/// of those who share his address, or who sign in at a new one while he tries their login; for 15 and 5 minutes at most after his last try.
///
/// Logins that nobody has count as all others, so they cannot be told apart.
package struct SignInLimit: Sendable {
    private struct Pair: Hashable {
        let login: String
        let address: [UInt8]
    }

    private var pairs = FailureCounts<Pair>(free: 5, longestWait: 900)
    private var addresses = FailureCounts<[UInt8]>(free: 20, longestWait: 900)
    private var logins = FailureCounts<String>(free: 50, longestWait: 300)
    /// When somebody signed in last with a login from an address.
    private var known: [Pair: Timestamp] = [:]

    package init() {}

    /// Counts a try as failed; or the seconds for which it is refused.
    package mutating func admit(login: String, address: String, at now: Timestamp) -> Double? {
        let pair = Self.pair(login, address)
        var wait = pairs.wait(pair, at: now)
        if known[pair] == nil {
            wait = max(wait, addresses.wait(pair.address, at: now), logins.wait(pair.login, at: now))
        }
        guard wait == 0 else { return wait }
        pairs.add(pair, at: now)
        addresses.add(pair.address, at: now)
        logins.add(pair.login, at: now)
        return nil
    }

    /// Takes back all that was counted of a login from an address.
    package mutating func succeeded(login: String, address: String, at now: Timestamp) {
        let pair = Self.pair(login, address)
        let failures = pairs.remove(pair)
        addresses.take(failures, from: pair.address)
        logins.take(failures, from: pair.login)
        known[pair] = now
        known.keepNewest(FailureCounts<Pair>.limit) { $0 }
    }

    /// What nobody's login can be is one login; of an IPv6 address the network counts, for its hosts have addresses without number.
    private static func pair(_ login: String, _ address: String) -> Pair {
        let bytes = ipAddressBytes(address) ?? Array(address.utf8.prefix(64))
        let isMapped = bytes.count == 16 && bytes.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
        let network = isMapped ? Array(bytes.suffix(4)) : bytes.count == 16 ? Array(bytes.prefix(8)) : bytes
        return Pair(login: Account.isLogin(login) ? login : "", address: network)
    }
}
