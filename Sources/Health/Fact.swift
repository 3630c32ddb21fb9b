/// The latest state of a component, as the desk keeps it: overwritten, never queued, so that a report can be had of a host that is off.
package struct Fact: Hashable, Sendable {
    package var component: Component
    package var name: String
    package var verdict: Verdict
    /// Why it is not watched, or not applicable, or not known yet.
    package var reason: String?
    package var readAt: Timestamp
    package var identity: [(key: String, value: String)] {
        get { identityPairs.map { ($0.key, $0.value) } }
        set { identityPairs = newValue.map { Pair(key: $0.key, value: $0.value) } }
    }
    package var readings: [Reading]

    private struct Pair: Hashable, Sendable {
        let key: String
        let value: String
    }
    private var identityPairs: [Pair] = []

    package init(
        component: Component,
        name: String,
        verdict: Verdict,
        reason: String? = nil,
        readAt: Timestamp,
        identity: [(key: String, value: String)] = [],
        readings: [Reading] = []
    ) {
        self.component = component
        self.name = name
        self.verdict = verdict
        self.reason = reason
        self.readAt = readAt
        self.readings = readings
        self.identity = identity
    }
}

extension Fact {
    /// The state of a component after a poll, with the severities of what is open on it.
    package init(_ observation: Observation, open severities: some Sequence<Severity>) {
        let reason: String? =
            switch observation.state {
            case .notWatched(let reason), .notApplicable(let reason): reason
            case .notRead, .unused: Reason.notRead.text
            // It sleeps since before it could be asked for the first time.
            case .asleep where observation.readings.allSatisfy({ $0.quantity == .answering }): Reason.notRead.text
            case .read, .asleep: nil
            }
        self.init(
            component: observation.component,
            name: observation.name,
            verdict: .of(observation.state, open: severities),
            reason: reason,
            readAt: observation.readAt,
            identity: observation.identity,
            readings: observation.readings
        )
    }
}
