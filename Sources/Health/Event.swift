/// A change of a condition: what the desk is told, once and in order.
package struct Event: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case open
        case update
        case clear
        /// A person accepts the condition as it is, or takes that back.
        case accept
    }

    package var kind: Kind
    package var key: ConditionKey
    package var severity: Severity
    package var value: Double
    package var limit: Double?
    package var unit: Unit
    /// How often the condition has been reported since it opened, this time included.
    package var count: Int
    /// What a person calls the component.
    package var name: String
    package var at: Moment
    /// What was accepted; of `accept` alone.
    package var acceptance: Acceptance?

    package init(
        _ kind: Kind,
        _ key: ConditionKey,
        severity: Severity,
        value: Double,
        limit: Double? = nil,
        unit: Unit,
        count: Int = 1,
        name: String = "",
        at: Moment,
        acceptance: Acceptance? = nil
    ) {
        self.kind = kind
        self.key = key
        self.severity = severity
        self.value = value
        self.limit = limit
        self.unit = unit
        self.count = count
        self.name = name
        self.at = at
        self.acceptance = acceptance
    }
}
