package import Health
import Synchronization

/// A policy with the calendars by which it counts: what a ticket is bound to.
package struct Agreement: Hashable, Sendable {
    package let policy: ServicePolicy
    /// By id.
    private let calendars: [String: BusinessCalendar]
    /// What a log entry names, the calendars in the order of their names.
    package let calendarNames: [VersionName]

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
        self.calendarNames = self.calendars.values.map(\.id).sorted { $0.id < $1.id }
    }

    package func calendar(for priority: Priority) -> BusinessCalendar? {
        policy.targets[priority].flatMap { calendars[$0.calendar] }
    }
}

/// All versions of policies and calendars that a desk has had.
package struct ServiceBook: Sendable {
    private var policies: [VersionName: ServicePolicy] = [:]
    private var calendars: [VersionName: BusinessCalendar] = [:]
    fileprivate let known = Agreements()

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
        let name = AgreementName(policy: policy, calendars: calendars)
        if let agreement = known[name] { return agreement }
        guard let found = policies[policy] else { throw .missingVersion(policy) }
        var bound: [BusinessCalendar] = []
        for name in calendars {
            guard let calendar = self.calendars[name] else { throw .missingVersion(name) }
            bound.append(calendar)
        }
        let agreement = try Agreement(found, bound)
        known[name] = agreement
        return agreement
    }

    /// What a ticket is bound to at a time: of each the version that became valid last.
    package func agreement(policy id: String, at time: Timestamp) throws(ServiceError) -> Agreement {
        if let agreement = known.agreement(policy: id, at: time) { return agreement }
        let versions = policies.values.filter { $0.id.id == id && $0.validFrom <= time }
        guard let policy = versions.max(by: { ($0.validFrom, $0.id.version) < ($1.validFrom, $1.id.version) }) else {
            throw .noVersion(of: id, at: time)
        }
        var bound: [VersionName] = []
        for id in policy.calendars.sorted() {
            let versions = calendars.values.filter { $0.id.id == id && $0.validFrom <= time }
            let last = versions.max { ($0.validFrom, $0.id.version) < ($1.validFrom, $1.id.version) }
            guard let last else { throw .noVersion(of: id, at: time) }
            bound.append(last.id)
        }
        let agreement = try agreement(policy.id, bound)
        known.keep(agreement, policy: id, time..<max(time, nextVersion(of: policy, after: time)))
        return agreement
    }

    /// When another version of a policy, or of a calendar by which it counts, becomes valid.
    private func nextVersion(of policy: ServicePolicy, after time: Timestamp) -> Timestamp {
        let others = policies.values.filter { $0.id.id == policy.id.id }.map(\.validFrom)
        let bound = calendars.values.filter { policy.calendars.contains($0.id.id) }.map(\.validFrom)
        return (others + bound).filter { $0 > time }.min() ?? Timestamp(milliseconds: .max)
    }
}

extension ServiceBook {
    /// The deadlines of a ticket that its first entry has just made.
    ///
    /// Those that arrive together have the same, so the last ones are kept.
    package func deadlines(ofNew ticket: Ticket, by entry: LogEntry) -> Deadlines {
        guard let name = entry.kind.agreement else { return Deadlines() }
        let key = Agreements.New(name: name, priority: ticket.priority, at: entry.at)
        if let deadlines = known.deadlines(of: key) { return deadlines }
        let deadlines = Deadlines(log: [entry], book: self)
        known.keep(deadlines, of: key)
        return deadlines
    }
}

/// Agreements that were made: each is checked over ten years, and asked for with every ticket.
fileprivate final class Agreements: Sendable {
    /// What the deadlines of a new ticket follow from.
    struct New: Hashable {
        let name: AgreementName
        let priority: Priority
        let at: Timestamp
    }

    /// What a policy promised when it was asked last, and when it promises that.
    private let promised = Mutex<[String: (times: Range<Timestamp>, agreement: Agreement)]>([:])
    private let made = Mutex<[AgreementName: Agreement]>([:])
    private let new = Mutex<[New: Deadlines]>([:])

    func agreement(policy id: String, at time: Timestamp) -> Agreement? {
        promised.withLock { $0[id].flatMap { $0.times.contains(time) ? $0.agreement : nil } }
    }

    func keep(_ agreement: Agreement, policy id: String, _ times: Range<Timestamp>) {
        promised.withLock { $0[id] = (times, agreement) }
    }

    func deadlines(of key: New) -> Deadlines? { new.withLock { $0[key] } }

    /// Keeps those of one moment alone: the next batch comes at another.
    func keep(_ deadlines: Deadlines, of key: New) {
        new.withLock { new in
            if new.first?.key.at != key.at { new = [:] }
            new[key] = deadlines
        }
    }

    subscript(name: AgreementName) -> Agreement? {
        get { made.withLock { $0[name] } }
        set { made.withLock { $0[name] = newValue } }
    }
}
