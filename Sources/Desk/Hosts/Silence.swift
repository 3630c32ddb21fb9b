package import Health

/// The zone of the desk, in which working days (Monday to Friday) begin and end.
package struct WorkCalendar: Sendable {
    private let zone: Zone

    package init(zone: Zone) {
        self.zone = zone
    }

    /// The time that many working days after `start`; Saturdays and Sundays do not pass.
    package func adding(workingDays: Int, to start: Timestamp) -> Timestamp {
        let local = zone.local(start)
        let isWeekend = local.weekday > 5
        let weekends = ((isWeekend ? 0 : local.weekday - 1) + workingDays) / 5
        let begin = isWeekend ? Self.monday(after: local) : local
        return zone.time(local: begin.advanced(by: Double(workingDays + 2 * weekends) * 86_400))
    }

    /// Midnight of the Monday after a day of a weekend.
    private static func monday(after local: Timestamp) -> Timestamp {
        let sinceMidnight = Double((local.milliseconds % 86_400_000 + 86_400_000) % 86_400_000) / 1000
        return local.advanced(by: Double(8 - local.weekday) * 86_400 - sinceMidnight)
    }
}

/// When a host that is not heard becomes a ticket.
package enum Silence {
    /// Seconds after which a machine that is always on is missed, when the desk is not told otherwise.
    package static let defaultGrace: Double = 180

    /// The time from which the silence of a host is an alarm; nil when it never is.
    ///
    /// A machine that is always on and said good-bye for suspend or power-off counts as a desktop.
    package static func deadline(
        _ hostClass: HostClass,
        lastSeen: Timestamp,
        isPlanned: Bool = false,
        grace: Double = defaultGrace,
        calendar: WorkCalendar
    ) -> Timestamp? {
        switch hostClass {
        case .alwaysOn where !isPlanned: lastSeen.advanced(by: grace)
        case .alwaysOn, .desktop: calendar.adding(workingDays: 3, to: lastSeen)
        case .laptop: lastSeen.advanced(by: 14 * 86_400)
        case .virtual: nil
        }
    }

    /// Whether the silence of a host is an alarm now.
    ///
    /// A retired host is never missed.
    package static func isAlarm(
        of host: EnrolledHost,
        at now: Timestamp,
        grace: Double = defaultGrace,
        calendar: WorkCalendar
    ) -> Bool {
        guard host.retiredAt == nil,
            let deadline = deadline(
                host.hostClass,
                lastSeen: host.lastSeen,
                isPlanned: host.isSilencePlanned,
                grace: grace,
                calendar: calendar
            )
        else { return false }
        return now >= deadline
    }
}
