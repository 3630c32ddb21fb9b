/// How one quantity of one kind of component is judged.
///
/// Rules are data: the catalogue is the list of them.
package struct Rule: Sendable {
    /// On which side of its limit a value is bad.
    package enum Direction: Sendable {
        /// Bad at the limit and above it.
        case above
        /// Bad below the limit, good at it.
        case below
    }

    /// Where the limit comes from.
    package enum Limit: Hashable, Sendable {
        case fixed(Double)
        /// The device's own limit, read beside the value; without it the rule has no opinion.
        case reported(Quantity)
    }

    package let id: RuleID
    package let kind: Component.Kind
    package let quantity: Quantity
    package let direction: Direction
    /// The limit of each severity, mildest first.
    package let limits: [(severity: Severity, limit: Limit)]
    /// How far the value must come back from the mildest limit before the condition may clear.
    package let hysteresis: Double
    /// Seconds for which the value must be bad before the condition opens.
    package let hold: Double
    /// Seconds for which the value must be good before the condition clears.
    package let release: Double
    /// By how much the value must worsen before the desk is told again.
    package let step: Double
    /// Whether the fault can go away by itself.
    ///
    /// Reallocated sectors and wear cannot: their ticket waits for a person.
    package let heals: Bool
    /// Why the limit is what it is, with its source.
    package let evidence: Words
    package let words: Words

    package init(
        _ id: RuleID,
        on kind: Component.Kind,
        _ quantity: Quantity,
        _ direction: Direction = .above,
        limits: [(severity: Severity, limit: Limit)],
        hysteresis: Double = 0,
        hold: Double = 0,
        release: Double = 0,
        step: Double = 1,
        heals: Bool = true,
        evidence: Words,
        words: Words
    ) {
        self.id = id
        self.kind = kind
        self.quantity = quantity
        self.direction = direction
        self.limits = limits
        self.hysteresis = hysteresis
        self.hold = hold
        self.release = release
        self.step = step
        self.heals = heals
        self.evidence = evidence
        self.words = words
    }
}

/// What a rule thinks of one observation, without regard to time.
package enum Assessment: Hashable, Sendable {
    /// A value on the bad side of a limit.
    case breach(Finding)
    /// Good enough not to open, not good enough to clear.
    case between(Double)
    case fine(Double)
    /// The quantity, or the limit, was not read.
    case unknown
}

/// A bad value and the limit that it broke.
package struct Finding: Hashable, Sendable {
    package var severity: Severity
    package var value: Double
    package var limit: Double

    package init(severity: Severity, value: Double, limit: Double) {
        self.severity = severity
        self.value = value
        self.limit = limit
    }
}

extension Rule {
    /// Judges one observation.
    package func assess(_ observation: Observation) -> Assessment {
        guard let value = observation[quantity], value.isFinite else { return .unknown }
        let known = limits.compactMap { entry in limit(entry.limit, in: observation).map { (entry.severity, $0) } }
        guard let mildest = known.first else { return .unknown }
        if let worst = known.last(where: { isBad(value, at: $0.1) }) {
            return .breach(Finding(severity: worst.0, value: value, limit: worst.1))
        }
        let margin = direction == .above ? mildest.1 - hysteresis : mildest.1 + hysteresis
        return isBad(value, at: margin) && hysteresis > 0 ? .between(value) : .fine(value)
    }

    /// Whether `value` is worse than `other`.
    package func isWorse(_ value: Double, than other: Double) -> Bool {
        direction == .above ? value > other : value < other
    }

    private func isBad(_ value: Double, at limit: Double) -> Bool {
        direction == .above ? value >= limit : value < limit
    }

    private func limit(_ limit: Limit, in observation: Observation) -> Double? {
        switch limit {
        case .fixed(let value): value
        case .reported(let quantity): observation[quantity].flatMap { $0.isFinite ? $0 : nil }
        }
    }
}
