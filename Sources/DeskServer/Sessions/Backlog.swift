/// What the intake owes one session: with a slow store, its peer waits.
struct Backlog {
    /// Bytes that are read while answers are owed, at most.
    private static let limit = 4 << 20

    /// Submissions that are not answered, and bytes read since there was none.
    private var submissions = 0
    private var bytes = 0

    var isFull: Bool { bytes > Self.limit }

    mutating func read(_ count: Int) {
        if submissions > 0 { bytes += count }
    }

    mutating func submitted(_ count: Int) {
        submissions += count
    }

    mutating func settled(_ count: Int) {
        submissions -= count
        if submissions == 0 { bytes = 0 }
    }
}
