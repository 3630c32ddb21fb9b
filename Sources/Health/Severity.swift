/// How bad a condition is; ordered.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case info
    case warning
    case critical

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    /// The word for it.
    package var words: Words {
        switch self {
        case .info: Words(en: "info", fr: "information")
        case .warning: Words(en: "warning", fr: "avertissement")
        case .critical: Words(en: "critical", fr: "critique")
        }
    }
}
