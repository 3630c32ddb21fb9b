package import Health

/// When a notice that could not be sent is tried again.
package enum Retrying {
    /// Seconds after which it is given up: five days, as RFC 5321, section 4.5.4.1, has it.
    package static let patience: Double = 5 * 86_400

    /// Seconds between two tries at most.
    package static let longest: Double = 3600

    /// The next try after so many: a minute after the first, twice as long after each, an hour at most; nil to give up.
    package static func next(after attempts: Int, madeAt: Timestamp, at now: Timestamp) -> Timestamp? {
        guard now.seconds(since: madeAt) < patience else { return nil }
        let doublings = min(max(attempts - 1, 0), 6)
        return now.advanced(by: min(60 * Double(1 << doublings), longest))
    }
}
