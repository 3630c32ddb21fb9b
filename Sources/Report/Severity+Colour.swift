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
}
