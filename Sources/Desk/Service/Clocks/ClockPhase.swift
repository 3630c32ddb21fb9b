import Health

/// A stretch of a ticket's life in which one of its clocks does the same by the same rules.
struct ClockPhase: Hashable, Sendable {
    let from: Timestamp
    /// Nil while it lasts.
    var to: Timestamp?
    let state: TargetClock.State
    let policy: VersionName?
    let calendar: BusinessCalendar?
    let priority: Priority?
    let target: ServiceTarget?

    init(from: Timestamp, state: TargetClock.State, agreement: Agreement?, priority: Priority?) {
        self.from = from
        self.state = state
        self.policy = agreement?.policy.id
        self.calendar = agreement.flatMap { agreement in priority.flatMap { agreement.calendar(for: $0) } }
        self.priority = priority
        self.target = agreement.flatMap { agreement in priority.flatMap { agreement.policy.targets[$0] } }
    }

    /// Whether the clock goes on as in another phase.
    func continues(_ other: ClockPhase) -> Bool {
        state == other.state && policy == other.policy && priority == other.priority
            && calendar?.id == other.calendar?.id
    }

    /// Milliseconds that count between two instants of the phase.
    func counted(from: Timestamp, to: Timestamp) -> Int64 {
        guard state == .running, let calendar else { return 0 }
        return calendar.workingMilliseconds(from: from, to: to)
    }
}
