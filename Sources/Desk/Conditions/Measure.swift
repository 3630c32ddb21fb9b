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
