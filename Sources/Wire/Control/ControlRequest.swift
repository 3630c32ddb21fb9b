/// What a command at the workstation asks of the agent, on its control socket.
///
/// One line each way, in the wire's grammar; answers end with `END`.
package enum ControlRequest: String, Hashable, Sendable, CaseIterable {
    /// The health report. Everyone may ask.
    case report = "REPORT"
    /// The state of the agent itself. Everyone may ask.
    case status = "STATUS"
    /// Raise a test ticket and follow it to the desk. For uid 0 and the agent's own user.
    case test = "TEST"
    /// Say good-bye to the desk before this workstation goes to sleep. For uid 0 and the agent's own user.
    case suspend = "SUSPEND"
    /// Come back to the desk, for this workstation has woken. For uid 0 and the agent's own user.
    case resume = "RESUME"

    /// Whether not everyone may ask.
    package var isForRoot: Bool {
        switch self {
        case .report, .status: false
        case .test, .suspend, .resume: true
        }
    }

    package static let socketPath = "/run/vigie/agent.sock"

    package init?(_ line: Line) {
        self.init(rawValue: line.verb)
    }

    package var line: Line { Line(rawValue) }

    /// The line that ends an answer.
    package static let end = Line("END")
}
