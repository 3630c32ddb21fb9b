package import Health
import Report

/// What a component was told to be, in a line each.
package struct ComponentSheet: Sendable {
    private let fact: Fact

    package init(_ fact: Fact) {
        self.fact = fact
    }

    /// Model, serial number and the like; nil where nothing is known.
    package var identity: String? {
        fact.identity.isEmpty ? nil : fact.identity.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// What matters of its latest readings; nil where there are none.
    package func readings(in language: Language) -> String? {
        let line = ReadingsLine(fact.component.kind).text(of: fact.readings, in: language)
        return line.isEmpty ? nil : line
    }

    /// What matters of its latest readings, and how old they are; without `now`, from when.
    package func readings(_ figures: Figures, _ now: Timestamp?) -> String? {
        readings(in: figures.language).map { line in
            "\(line), \(now.map { figures.age(of: fact.readAt, at: $0) } ?? figures.time(fact.readAt))"
        }
    }
}
