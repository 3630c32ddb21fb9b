/// Full-jitter back-off: a random wait between nothing and a bound that doubles with each failure.
package struct Backoff: Sendable {
    package static let shortest = 1.0
    package static let longest = 300.0
    private var bound = Self.shortest

    package init() {}

    /// A session was established: begin anew.
    package mutating func succeed() {
        bound = Self.shortest
    }

    /// Seconds until the next attempt.
    /// - Parameters:
    ///   - atLeast: what the desk asked for.
    ///   - random: a random number from 0 to 1.
    /// - Returns: the wait in seconds.
    package mutating func next(atLeast: Double, random: Double) -> Double {
        let wait = bound * random
        bound = min(bound * 2, Self.longest)
        return atLeast + max(wait, 0.05)
    }
}
