import Health

/// Failures by a key, and the waits that they cost.
struct FailureCounts<Key: Hashable & Sendable>: Sendable {
    /// Keys at most; those that failed last are kept.
    static var limit: Int { 10_000 }
    /// Seconds after which free failures are forgotten, and others after their wait.
    private static var window: Double { 900 }
    private static var firstWait: Int { 15 }

    private struct Count {
        var failures: Int
        let since: Timestamp
        var last: Timestamp
        /// The failure before the last one.
        var before: Timestamp
    }

    private let free: Int
    private let longestWait: Double
    private var counts: [Key: Count] = [:]

    init(free: Int, longestWait: Double) {
        self.free = free
        self.longestWait = longestWait
    }

    /// The seconds until the next try; 0 where it may be made now.
    func wait(_ key: Key, at now: Timestamp) -> Double {
        guard let count = count(key, at: now) else { return 0 }
        return max(0, wait(after: count.failures) - now.seconds(since: count.last))
    }

    mutating func add(_ key: Key, at now: Timestamp) {
        var count = count(key, at: now) ?? Count(failures: 0, since: now, last: now, before: now)
        count.failures = min(count.failures + 1, 1000)
        count.before = count.last
        count.last = now
        counts[key] = count
        counts.keepNewest(Self.limit) { $0.last }
    }

    /// Forgets a key, and says how many failures it had.
    mutating func remove(_ key: Key) -> Int { counts.removeValue(forKey: key)?.failures ?? 0 }

    /// Takes back failures of a key that were none after all, the last one among them.
    mutating func take(_ failures: Int, from key: Key) {
        guard var count = counts[key], count.failures > failures else {
            counts[key] = nil
            return
        }
        count.failures -= failures
        count.last = count.before
        counts[key] = count
    }

    /// What counts still; a clock that was set back forgets.
    private func count(_ key: Key, at now: Timestamp) -> Count? {
        guard let count = counts[key], now.seconds(since: count.last) > -60 else { return nil }
        let isForgotten =
            count.failures < free
            ? now.seconds(since: count.since) >= Self.window
            : now.seconds(since: count.last) >= wait(after: count.failures) + Self.window
        return isForgotten ? nil : count
    }

    private func wait(after failures: Int) -> Double {
        failures < free ? 0 : min(longestWait, Double(Self.firstWait << min(failures - free, 10)))
    }
}

extension Dictionary {
    /// Where there are more entries than a limit, keeps nine tenths of it, the newest.
    mutating func keepNewest(_ limit: Int, time: (Value) -> Timestamp) {
        guard count > limit else { return }
        let newest = sorted { time($0.value) > time($1.value) }.prefix(limit / 10 * 9)
        self = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}
