package import Health

/// The two clocks of a ticket.
package enum ClockName: String, Hashable, Sendable, CaseIterable {
    /// Until the first answer to the requester; of a machine's ticket, until someone takes it.
    case response
    /// Until it is solved.
    case resolution

    package var words: Words {
        switch self {
        case .response: Words(en: "first response", fr: "première réponse")
        case .resolution: Words(en: "resolution", fr: "résolution")
        }
    }
}

/// How soon the tickets of one priority are served, in seconds of a calendar's working time; nil promises nothing.
package struct ServiceTarget: Hashable, Sendable {
    package let response: Int?
    package let resolution: Int?
    /// The id of the calendar by which both count.
    package let calendar: String

    package init(response: Int?, resolution: Int?, calendar: String) {
        self.response = response
        self.resolution = resolution
        self.calendar = calendar
    }

    /// Seconds.
    package func seconds(of clock: ClockName) -> Int? {
        switch clock {
        case .response: response
        case .resolution: resolution
        }
    }
}

/// What a desk promises: one version of it.
package struct ServicePolicy: Hashable, Sendable {
    package let id: VersionName
    package let name: String
    /// From when on a ticket may be bound to this version.
    package let validFrom: Timestamp
    /// One of each priority.
    package let targets: [Priority: ServiceTarget]
    /// For what the resolution clock stands still; the response clock never does.
    package let pausing: Set<PendingReason>

    package init(
        id: VersionName,
        name: String,
        validFrom: Timestamp,
        targets: [Priority: ServiceTarget],
        pausing: Set<PendingReason>
    ) throws(ServiceError) {
        for priority in Priority.allCases {
            guard let target = targets[priority] else { throw .noTarget(priority) }
            for clock in ClockName.allCases {
                guard let seconds = target.seconds(of: clock) else { continue }
                guard (1...Self.longest).contains(seconds) else {
                    throw .badTarget(priority, clock, seconds: seconds)
                }
            }
            if let response = target.response, let resolution = target.resolution, response > resolution {
                throw .responseAfterResolution(priority)
            }
        }
        self.id = id
        self.name = name
        self.validFrom = validFrom
        self.targets = targets
        self.pausing = pausing
    }

    /// The ids of the calendars by which it counts.
    package var calendars: Set<String> { Set(targets.values.map(\.calendar)) }

    /// Whether a clock stands still while a ticket waits.
    package func pauses(_ clock: ClockName, for reason: PendingReason) -> Bool {
        clock == .resolution && pausing.contains(reason)
    }

    /// Ten years, in seconds.
    private static let longest = BusinessCalendar.horizonDays * 86_400
}
