/// One line of a snapshot: where a key stands at the host that sends it.
package struct Standing: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        case open
        case clear
        /// The host holds it open but has no fresh reading: it closes nothing.
        case unknown
    }

    package var key: ConditionKey
    package var state: State
    package var severity: Severity
    package var value: Double
    package var limit: Double?
    package var unit: Unit
    package var since: Timestamp
    package var name: String
    /// Up to where a person accepts it.
    package var accepted: Bound?

    package init(
        key: ConditionKey,
        state: State,
        severity: Severity,
        value: Double,
        limit: Double? = nil,
        unit: Unit,
        since: Timestamp,
        name: String = "",
        accepted: Bound? = nil
    ) {
        self.key = key
        self.state = state
        self.severity = severity
        self.value = value
        self.limit = limit
        self.unit = unit
        self.since = since
        self.name = name
        self.accepted = accepted
    }
}
