package import Health

/// A policy with the calendars by which it counts: what a ticket is bound to.
package struct Agreement: Hashable, Sendable {
    package let policy: ServicePolicy
    /// By id.
    private let calendars: [String: BusinessCalendar]

    /// Calendars that the policy does not count by are left out.
    ///
    /// A target for which ten years from the calendar's first day have too little working time is an error.
    package init(_ policy: ServicePolicy, _ calendars: [BusinessCalendar]) throws(ServiceError) {
        let wanted = policy.calendars
        let byID = Dictionary(calendars.map { ($0.id.id, $0) }) { $0.id.version > $1.id.version ? $0 : $1 }
        for priority in Priority.allCases {
            guard let target = policy.targets[priority] else { throw .noTarget(priority) }
            guard let calendar = byID[target.calendar] else { throw .missingCalendar(target.calendar) }
            for clock in ClockName.allCases {
                guard let seconds = target.seconds(of: clock) else { continue }
                let start = max(policy.validFrom, calendar.validFrom)
                guard calendar.advance(start, by: Int64(seconds) * 1000) != nil else {
                    throw .cannotBeMet(priority, clock, calendar: calendar.id)
                }
            }
        }
        self.policy = policy
        self.calendars = byID.filter { wanted.contains($0.key) }
    }

    /// What a log entry names, the calendars in the order of their names.
    package var calendarNames: [VersionName] { calendars.values.map(\.id).sorted { $0.id < $1.id } }

    package func calendar(for priority: Priority) -> BusinessCalendar? {
        policy.targets[priority].flatMap { calendars[$0.calendar] }
    }
}

/// All versions of policies and calendars that a desk has had.
package struct ServiceBook: Sendable {
    private var policies: [VersionName: ServicePolicy] = [:]
    private var calendars: [VersionName: BusinessCalendar] = [:]

    package init(policies: [ServicePolicy], calendars: [BusinessCalendar]) throws(ServiceError) {
        for policy in policies {
            guard self.policies.updateValue(policy, forKey: policy.id) == nil else {
                throw .duplicateVersion(policy.id)
            }
        }
        for calendar in calendars {
            guard self.calendars.updateValue(calendar, forKey: calendar.id) == nil else {
                throw .duplicateVersion(calendar.id)
            }
        }
    }

    /// All versions of policies, by name and version.
    package var policyNames: [VersionName] { Self.sorted(policies.keys) }

    /// All versions of calendars, by name and version.
    package var calendarNames: [VersionName] { Self.sorted(calendars.keys) }

    private static func sorted(_ names: some Sequence<VersionName>) -> [VersionName] {
        names.sorted { ($0.id, $0.version) < ($1.id, $1.version) }
    }

    package func policy(_ name: VersionName) -> ServicePolicy? { policies[name] }

    package func calendar(_ name: VersionName) -> BusinessCalendar? { calendars[name] }

    /// What a log entry names.
    package func agreement(_ policy: VersionName, _ calendars: [VersionName]) throws(ServiceError) -> Agreement {
        guard let found = policies[policy] else { throw .missingVersion(policy) }
        var bound: [BusinessCalendar] = []
        for name in calendars {
            guard let calendar = self.calendars[name] else { throw .missingVersion(name) }
            bound.append(calendar)
        }
        return try Agreement(found, bound)
    }

    /// What a ticket is bound to at a time: of each the version that became valid last.
    package func agreement(policy id: String, at time: Timestamp) throws(ServiceError) -> Agreement {
        let versions = policies.values.filter { $0.id.id == id && $0.validFrom <= time }
        guard let policy = versions.max(by: { ($0.validFrom, $0.id.version) < ($1.validFrom, $1.id.version) }) else {
            throw .noVersion(of: id, at: time)
        }
        var bound: [BusinessCalendar] = []
        for id in policy.calendars.sorted() {
            let versions = calendars.values.filter { $0.id.id == id && $0.validFrom <= time }
            let last = versions.max { ($0.validFrom, $0.id.version) < ($1.validFrom, $1.id.version) }
            guard let last else { throw .noVersion(of: id, at: time) }
            bound.append(last)
        }
        return try Agreement(policy, bound)
    }
}
