/// What ends an acceptance: a value beyond this.
///
/// Text form: `value > 12` for what is bad upwards, `value < 5` for what is bad downwards.
package struct Bound: Hashable, Sendable, CustomStringConvertible {
    package var direction: Rule.Direction
    package var value: Double

    package init(_ direction: Rule.Direction, _ value: Double) {
        self.direction = direction
        self.value = value
    }

    /// Reads the text form; spaces may be left out.
    package init?(_ text: some StringProtocol) {
        let text = String(text.filter { $0 != " " })
        guard text.hasPrefix("value") else { return nil }
        let rest = text.dropFirst("value".count)
        guard let sign = rest.first, let value = Double(rest.dropFirst()), value.isFinite else { return nil }
        switch sign {
        case ">": self.init(.above, value)
        case "<": self.init(.below, value)
        default: return nil
        }
    }

    package var description: String {
        let number = Int64(exactly: value).map { String($0) } ?? String(value)
        return "value \(direction == .above ? ">" : "<") \(number)"
    }

    /// Whether a value is beyond it; at the bound nothing has become worse.
    package func isBroken(by value: Double) -> Bool {
        direction == .above ? value > self.value : value < self.value
    }
}

/// A person's word on a condition: it is known, and nobody wants to hear of it again before its value is beyond the bound.
package struct Acceptance: Hashable, Sendable {
    /// Nil takes an earlier acceptance back.
    package var bound: Bound?
    /// Who said so.
    package var person: String

    package init(until bound: Bound?, by person: String) {
        self.bound = bound
        self.person = person
    }
}
