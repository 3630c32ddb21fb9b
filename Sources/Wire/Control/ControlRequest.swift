package import Health

/// What a command at the workstation asks of the agent, on its control socket.
///
/// One line each way, in the wire's grammar; answers end with `END`.
package enum ControlRequest: Hashable, Sendable {
    /// The health report. Everyone may ask.
    case report
    /// The state of the agent itself. Everyone may ask.
    case status
    /// Raise a test ticket and follow it to the desk. For uid 0 and the agent's own user.
    case test
    /// Say good-bye to the desk before this workstation goes to sleep. For uid 0 and the agent's own user.
    case suspend
    /// Come back to the desk, for this workstation has woken. For uid 0 and the agent's own user.
    case resume
    /// Take up the identity that an enrolment has written. For uid 0 and the agent's own user.
    case enrolled
    /// Be silent about an open condition until it is beyond a bound; nil: until it is worse than now. For uid 0 and the agent's own user.
    case accept(ConditionKey, until: Bound?, by: String)
    /// Take an acceptance back. For uid 0 and the agent's own user.
    case withdraw(ConditionKey, by: String)

    /// Whether not everyone may ask.
    package var isForRoot: Bool {
        switch self {
        case .report, .status: false
        case .test, .suspend, .resume, .enrolled, .accept, .withdraw: true
        }
    }

    package static let socketPath = "/run/vigie/agent.sock"

    /// The socket beside the one for everyone that root and the agent's own user alone can open, so that nobody crowds them out.
    package static func rootSocket(beside path: String) -> String { "\(path).root" }

    package init(_ line: Line) throws(LineError) {
        let fields = FieldReader(line: line)
        switch line.verb {
        case "REPORT": self = .report
        case "STATUS": self = .status
        case "TEST": self = .test
        case "SUSPEND": self = .suspend
        case "RESUME": self = .resume
        case "ENROLLED": self = .enrolled
        case "ACCEPT":
            let bound = try fields.optional("until") { Bound($0) }
            self = .accept(try Self.key(fields), until: bound, by: try fields.words("by"))
        case "WITHDRAW": self = .withdraw(try Self.key(fields), by: try fields.words("by"))
        default: throw LineError(.verb, "unknown-verb")
        }
    }

    private static func key(_ fields: FieldReader) throws(LineError) -> ConditionKey {
        try fields.required("key") { ConditionKey($0) }
    }

    package var line: Line {
        switch self {
        case .report: Line("REPORT")
        case .status: Line("STATUS")
        case .test: Line("TEST")
        case .suspend: Line("SUSPEND")
        case .resume: Line("RESUME")
        case .enrolled: Line("ENROLLED")
        case .accept(let key, let bound, let person):
            Line("ACCEPT").with("key", key.description).with("until", bound?.description).with("by", person)
        case .withdraw(let key, let person): Line("WITHDRAW").with("key", key.description).with("by", person)
        }
    }

    /// The line that ends an answer.
    package static let end = Line("END")
}
