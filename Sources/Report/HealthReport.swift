package import Health

/// How one host is: its components as they were last read, and the conditions that are open on them.
package struct HealthReport: Sendable {
    package let host: String
    package let time: Timestamp
    /// The components by kind, those of one kind in the order in which they were given.
    package let entries: [Entry]
    /// The open conditions, the worst first, the oldest first among equals.
    package let conditions: [OpenCondition]
    /// A line on the link to the desk, in the reader's language; nil when no daemon was asked.
    package let link: String?

    /// One component of the report.
    package struct Entry: Sendable {
        package let component: Component
        package let name: String
        package let verdict: Verdict
        /// Why it is not watched, not applicable or not known yet.
        package let reason: String?
        package let identity: [(key: String, value: String)]
        /// When it was read last; nil when it never was.
        package let readAt: Timestamp?
        package let readings: [Reading]

        package init(
            _ component: Component,
            name: String,
            verdict: Verdict,
            reason: String? = nil,
            identity: [(key: String, value: String)] = [],
            readAt: Timestamp? = nil,
            readings: [Reading] = []
        ) {
            self.component = component
            self.name = name
            self.verdict = verdict
            self.reason = reason
            self.identity = identity
            self.readAt = readAt
            self.readings = readings
        }
    }

    /// A condition as a report shows it.
    package struct OpenCondition: Hashable, Sendable {
        package let key: ConditionKey
        package let severity: Severity
        package let since: Timestamp
        package let value: Double
        package let limit: Double?
        package let unit: Unit
        /// The number of its ticket; nil while the desk has not answered.
        package let ticket: Int?
        /// Up to where a person accepts it.
        package let accepted: Bound?
        /// What the component was called when it opened, for one that is not among the entries any more.
        package let name: String

        package init(
            key: ConditionKey,
            severity: Severity,
            since: Timestamp,
            value: Double,
            limit: Double?,
            unit: Unit,
            ticket: Int? = nil,
            accepted: Bound? = nil,
            name: String = ""
        ) {
            self.key = key
            self.severity = severity
            self.since = since
            self.value = value
            self.limit = limit
            self.unit = unit
            self.ticket = ticket
            self.accepted = accepted
            self.name = name
        }

        /// One line on what is wrong.
        package func summary(in language: Language) -> String {
            let summary = Catalogue.summary(of: key.rule, value: value, limit: limit, unit: unit, in: language)
            guard let accepted else { return summary }
            return summary + Words(en: " (accepted until \(accepted))", fr: " (accepté jusqu'à \(accepted))")[language]
        }
    }

    package init(
        host: String,
        time: Timestamp,
        entries: [Entry],
        conditions: [OpenCondition],
        link: String? = nil
    ) {
        self.host = host
        self.time = time
        // Those of another release come last.
        let known = Component.Kind.known
        let others = Set(entries.map(\.component.kind)).subtracting(known).sorted { $0.rawValue < $1.rawValue }
        self.entries = (known + others).flatMap { kind in
            let own = entries.filter { $0.component.kind == kind }
            let known = own.filter { !$0.component.isWhole }
            return known.isEmpty ? own : known
        }
        self.conditions = conditions.sorted { ($1.severity, $0.since) < ($0.severity, $1.since) }
        self.link = link
    }

    package init(
        host: String,
        time: Timestamp,
        observations: [Observation],
        conditions: [OpenCondition],
        link: String? = nil
    ) {
        let open = Dictionary(grouping: conditions, by: \.key.component)
        self.init(
            host: host,
            time: time,
            entries: observations.map { Entry(Fact($0, open: (open[$0.component] ?? []).map(\.severity))) },
            conditions: conditions,
            link: link
        )
    }
}

extension HealthReport.Entry {
    /// Whether it was not read since the agent started.
    package var isUnread: Bool { reason == Reason.notRead.text }

    /// A component as the agent, or the desk, keeps it.
    package init(_ fact: Fact) {
        let isUnknown = fact.reason == Reason.notRead.text && fact.readings.allSatisfy { $0.quantity == .answering }
        self.init(
            fact.component,
            name: fact.name,
            verdict: fact.verdict,
            reason: fact.reason,
            identity: fact.identity,
            readAt: isUnknown ? nil : fact.readAt,
            readings: fact.readings
        )
    }
}
