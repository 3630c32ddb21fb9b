package import Health

extension Severity {
    /// The colour in which reports show it.
    package var colour: Colour? {
        switch self {
        case .info: nil
        case .warning: .yellow
        case .critical: .red
        }
    }

    /// The word for it.
    package var words: Words {
        switch self {
        case .info: Words(en: "info", fr: "information")
        case .warning: Words(en: "warning", fr: "avertissement")
        case .critical: Words(en: "critical", fr: "critique")
        }
    }
}
