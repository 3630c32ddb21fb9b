/// What one poll learnt of one component.
package struct Observation: Hashable, Sendable {
    /// Whether the component could be read.
    package enum State: Hashable, Sendable {
        case read
        /// It is there, but could not be read: the reason, in English, with what to do where something can be done.
        case notWatched(String)
        /// It sleeps and was not woken to be asked.
        case asleep
        /// Nobody has used it since it was read last, and to ask it could keep it from sleeping: what was known last stands.
        case unused
        /// It is to be read, but was not yet since the agent started; what it was before may be known.
        case notRead
        /// It is there, but has nothing to be watched (a virtual disk): the reason.
        case notApplicable(String)
    }

    package var component: Component
    /// What a person calls it: the model, the sensor's label, the UPS's description.
    package var name: String
    /// What identifies it (`model`, `serial`, `firmware`, `device`), in the order in which it is shown.
    package var identity: [(key: String, value: String)] {
        get { identityPairs.map { ($0.key, $0.value) } }
        set { identityPairs = newValue.map { Pair(key: $0.key, value: $0.value) } }
    }
    package var state: State
    package var readings: [Reading]
    package var readAt: Timestamp

    private struct Pair: Hashable, Sendable {
        let key: String
        let value: String
    }
    private var identityPairs: [Pair] = []

    package init(
        _ component: Component,
        name: String,
        identity: [(key: String, value: String)] = [],
        state: State = .read,
        readings: [Reading] = [],
        readAt: Timestamp
    ) {
        self.component = component
        self.name = name
        self.state = state
        self.readings = readings
        self.readAt = readAt
        self.identity = identity
    }

    /// The number read for a quantity; nil when it was not read or is not a number.
    package subscript(quantity: Quantity) -> Double? {
        readings.first { $0.quantity == quantity }?.value.number
    }
}
