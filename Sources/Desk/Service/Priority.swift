package import Health

/// How many are hindered.
package enum Impact: String, Hashable, Sendable, CaseIterable {
    case high
    case medium
    case low
}

/// How pressing it is.
package enum Urgency: String, Hashable, Sendable, CaseIterable {
    case high
    case medium
    case low
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
