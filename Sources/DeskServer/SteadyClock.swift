import Health

/// Whether the wall clock can be believed, by a clock that nobody sets.
///
/// What is done because its time has come cannot be undone. So a jump ahead is believed only where the clock stays there for a
/// while; a jump back does no such harm, and is believed at once.
struct SteadyClock {
    /// Seconds ahead that are no jump.
    static let tolerance: Double = 60
    /// Seconds for which a clock that has jumped ahead must stay there.
    static let patience: Double = 300

    private struct Jump {
        /// How far ahead of the other clock it led, in seconds.
        let lead: Double
        /// When, by the other clock.
        let at: Double
    }

    /// How far the wall clock was ahead of the other one when it was believed last.
    private var lead: Double?
    /// The jump that is not believed yet.
    private var jump: Jump?

    /// Whether a jump is not believed yet.
    var isDoubted: Bool { jump != nil }

    /// Whether the wall clock may be believed when it shows a time and the other clock these seconds.
    mutating func believes(_ wall: Timestamp, at elapsed: Double) -> Bool {
        let lead = Double(wall.milliseconds) / 1000 - elapsed
        if let known = self.lead, lead > known + Self.tolerance, !hasStayed(lead, elapsed) { return false }
        self.lead = lead
        jump = nil
        return true
    }

    /// Whether it has stayed long enough where it jumped; from another place it begins to count anew.
    private mutating func hasStayed(_ lead: Double, _ elapsed: Double) -> Bool {
        if let jump, abs(lead - jump.lead) <= Self.tolerance { return elapsed - jump.at >= Self.patience }
        jump = Jump(lead: lead, at: elapsed)
        return false
    }
}
