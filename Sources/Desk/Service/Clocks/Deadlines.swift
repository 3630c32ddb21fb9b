package import Health

/// Until when a ticket is to be served: a projection of its log, of the policy and of the calendars that it names, and never of now.
package struct Deadlines: Hashable, Sendable {
    /// When a running clock reaches its target; nil for one that stands still, has ended, or promises nothing.
    package var responseBy: Timestamp?
    package var resolutionBy: Timestamp?
    /// The next mark of 75 or 100 % of a running clock of which nobody was told.
    package var warning: Warning?

    /// A mark of a clock.
    package struct Warning: Hashable, Sendable {
        package var clock: ClockName
        package var share: Int
        package var at: Timestamp

        package init(clock: ClockName, share: Int, at: Timestamp) {
            self.clock = clock
            self.share = share
            self.at = at
        }
    }

    private struct Told: Hashable {
        let clock: ClockName
        let share: Int
    }

    package init() {}

    /// The earlier of both.
    package var breachAt: Timestamp? { [responseBy, resolutionBy].compactMap { $0 }.min() }

    /// Which of the clocks that is.
    package var breachClock: ClockName? { breachAt.map { responseBy == $0 ? .response : .resolution } }

    /// The deadlines after the last entry of a log.
    package init(log: some Sequence<LogEntry>, book: ServiceBook) {
        let clock = ServiceClock(log: log, book: book)
        responseBy = clock.response.runsUntil
        resolutionBy = clock.resolution.runsUntil
        var told: Set<Told> = []
        for entry in log {
            if case .warned(let name, let share) = entry.kind { told.insert(Told(clock: name, share: share)) }
        }
        warning = ClockName.allCases.map { clock[$0] }.filter { $0.state == .running }
            .flatMap { clock in
                [clock.warning, clock.breach].compactMap { mark in
                    mark.at.map { Warning(clock: clock.name, share: mark.share, at: $0) }
                }
            }
            .filter { !told.contains(Told(clock: $0.clock, share: $0.share)) }
            .min { ($0.at, $0.share) < ($1.at, $1.share) }
    }
}

extension TargetClock {
    /// When it reaches its target; nil unless it runs towards one.
    fileprivate var runsUntil: Timestamp? { state == .running ? breach.at : nil }
}
