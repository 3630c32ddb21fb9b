package import Health

/// How all hosts in service are, those that are not well first.
package struct Fleet: Hashable, Sendable {
    /// One host.
    package struct Member: Hashable, Sendable {
        package let host: EnrolledHost
        package let verdict: HostVerdict
        /// Whether it is missed, whatever else is true of it.
        package let isSilent: Bool
        /// Its components that are not good, the worst first.
        package let parts: [UnwellPart]
        /// Tickets of what is open on it, the worst first and of those the oldest; that it is silent is none of them.
        package let faults: [Ticket]
        package let openTickets: Int
    }

    /// By badness, then by name.
    package let members: [Member]

    /// The fleet, of what a store knows: `tickets` are all that are unfinished.
    package init(
        _ hosts: [EnrolledHost],
        parts: [UnwellPart],
        tickets: [Ticket],
        at now: Timestamp,
        calendar: WorkCalendar
    ) {
        let parts = Dictionary(grouping: parts, by: \.host)
        let tickets = Dictionary(grouping: tickets) { $0.host ?? "" }
        members = hosts.filter { $0.retiredAt == nil }
            .map { host in
                Member(host, parts[host.id] ?? [], tickets[host.id] ?? [], at: now, calendar: calendar)
            }
            .sorted { ($0.verdict, $0.host.name, $0.host.id) < ($1.verdict, $1.host.name, $1.host.id) }
    }

    private init(members: [Member]) {
        self.members = members
    }

    /// Those of its hosts that are wanted.
    package func filter(_ isWanted: (Member) -> Bool) -> Fleet { Fleet(members: members.filter(isWanted)) }

    /// How many hosts have each verdict; none of what none has.
    package var counts: [HostVerdict: Int] { members.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 } }
}

extension Fleet.Member {
    /// Seconds after which a machine that is always on counts as silent where the desk has no ticket of it: someone closed that one.
    private static let grace: Double = 3600

    /// A host by its components that are not good and its unfinished tickets.
    package init(
        _ host: EnrolledHost,
        _ parts: [UnwellPart],
        _ tickets: [Ticket],
        at now: Timestamp,
        calendar: WorkCalendar
    ) {
        let open = tickets.filter { $0.condition.map { !$0.isRecovered } ?? false }
        let silences = open.filter { $0.condition?.rule == DeskCondition.silent.rawValue }
        let faults = open.filter { !silences.contains($0) }
        self.host = host
        self.parts = parts.sorted { (HostVerdict($0.verdict), $0.component) < (HostVerdict($1.verdict), $1.component) }
        self.faults = faults.sorted { $0.isWorse(than: $1) }
        self.openTickets = tickets.count
        let isMissed = Silence.isAlarm(of: host, at: now, grace: Self.grace, calendar: calendar)
        self.isSilent = isMissed || !silences.isEmpty
        let told = parts.map { HostVerdict($0.verdict) } + faults.compactMap(\.hostVerdict)
        let heard: HostVerdict? = host.lastSeen <= host.enrolledAt ? .unknown : nil
        self.verdict = (told + [isSilent ? .silent : nil, heard].compactMap { $0 }).min() ?? .good
    }
}

extension Ticket {
    /// What its condition makes of the host; nil of one that a person accepts.
    var hostVerdict: HostVerdict? {
        condition.flatMap { $0.accepted == nil ? HostVerdict($0.measure.severity) : nil }
    }

    fileprivate func isWorse(than other: Ticket) -> Bool {
        guard let mine = condition, let theirs = other.condition else { return number < other.number }
        return (theirs.measure.severity, mine.since, number) < (mine.measure.severity, theirs.since, other.number)
    }
}

/// A component that is not good, as it was last told.
package struct UnwellPart: Hashable, Sendable {
    package var host: String
    package var component: String
    package var name: String
    package var verdict: Verdict
    /// Why it is not watched, or not known yet.
    package var reason: String?

    package init(host: String, component: String, name: String, verdict: Verdict, reason: String? = nil) {
        self.host = host
        self.component = component
        self.name = name
        self.verdict = verdict
        self.reason = reason
    }
}
