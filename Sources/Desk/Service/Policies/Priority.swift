package import Health

/// How many a matter touches.
package enum Impact: String, Hashable, Sendable, CaseIterable {
    case high
    case medium
    case low
}

/// How soon a matter hurts.
package enum Urgency: String, Hashable, Sendable, CaseIterable {
    case high
    case medium
    case low
}

/// What is served first: 1 before 4.
package enum Priority: String, Hashable, Sendable, CaseIterable, Comparable {
    case p1
    case p2
    case p3
    case p4

    /// The fixed matrix: each step down in impact or urgency is one step down, and nothing is below 4.
    package init(_ impact: Impact, _ urgency: Urgency) {
        self =
            switch (impact, urgency) {
            case (.high, .high): .p1
            case (.high, .medium), (.medium, .high): .p2
            case (.high, .low), (.medium, .medium), (.low, .high): .p3
            case (.medium, .low), (.low, .medium), (.low, .low): .p4
            }
    }

    /// `P1` to `P4` sort as they are served: the most pressing is the smallest.
    package static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }
}

extension Urgency {
    /// How pressing a condition of this severity is.
    package init(_ severity: Severity) {
        self =
            switch severity {
            case .critical: .high
            case .warning: .medium
            case .info: .low
            }
    }
}
