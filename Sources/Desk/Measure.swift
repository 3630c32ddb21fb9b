package import Health

/// How bad a condition is and what was read: the part of a ticket that a later event replaces.
package struct Measure: Hashable, Sendable {
    package var severity: Severity
    package var value: Double
    package var limit: Double?
    package var unit: Unit

    /// A limit that is not a finite number is none.
    package init(severity: Severity, value: Double, limit: Double?, unit: Unit) {
        self.severity = severity
        self.value = value
        self.limit = limit.flatMap { $0.isFinite ? $0 : nil }
        self.unit = unit
    }

    /// Whether this is worse than `other` for a rule; a rule that this program does not know is bad upwards.
    func isWorse(than other: Measure, for rule: Rule?) -> Bool {
        guard severity == other.severity else { return severity > other.severity }
        return rule?.isWorse(value, than: other.value) ?? (value > other.value)
    }
}

/// What a ticket is about, as its first entry says it.
package struct Opening: Hashable, Sendable {
    package var host: String
    /// The host's name when the ticket was opened.
    package var hostName: String
    /// The text form of the `ConditionKey`; of a newer agent it may name a rule that this program does not know.
    package var key: String
    package var rule: String
    /// What a person calls the component.
    package var component: String
    package var measure: Measure
    /// When the condition began, by the clock of the host.
    package var since: Timestamp

    package init(
        host: String,
        hostName: String,
        key: ConditionKey,
        component: String,
        measure: Measure,
        since: Timestamp
    ) {
        self.init(
            host: host,
            hostName: hostName,
            key: key.description,
            rule: key.rule.description,
            component: component,
            measure: measure,
            since: since
        )
    }

    /// An opening as it was stored, whatever its key looks like.
    package init(
        host: String,
        hostName: String,
        key: String,
        rule: String,
        component: String,
        measure: Measure,
        since: Timestamp
    ) {
        self.host = host
        self.hostName = hostName
        self.key = key
        self.rule = rule
        self.component = component
        self.measure = measure
        self.since = since
    }
}
