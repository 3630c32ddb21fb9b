package import Program
import Wire

/// What `vigie-agent` is started with.
package struct AgentOptions: Hashable, Sendable {
    package var configuration: String?
    package var state = "/var/lib/vigie"
    package var socket = ControlRequest.socketPath
    package var reader = "/run/vigie/reader.sock"
    /// The program to start where no reader listens on the socket.
    package var readerProgram: String?
    /// A recorded machine in place of this one.
    package var host: String?

    package static let defaultConfiguration = "/etc/vigie/agent.conf"

    /// What to do instead of running.
    package enum Request: Hashable, Sendable {
        case run(AgentOptions)
        case help
        case version
        /// Print the example settings file.
        case printConfiguration
        /// Read the settings and say whether they are right.
        case check(AgentOptions)
    }

    package init() {}

    package static let description = Description(
        name: "vigie-agent",
        purpose: "watches this workstation and sends tickets to the help desk",
        synopses: ["[OPTION]..."],
        options: [
            Description.Option(
                "--config",
                takes: .file("FILE"),
                "settings (default \(defaultConfiguration), with agent.conf.d/*.conf beside it)"
            ),
            Description.Option("--check", "read the settings, say what is wrong with them, and end"),
            Description.Option("--print-config", "print an example of the settings file, and end"),
            Description.Option("--state", takes: .folder("DIR"), "journal and identity (default /var/lib/vigie)"),
            Description.Option(
                "--socket",
                takes: .file("PATH"),
                "control socket (default \(ControlRequest.socketPath))"
            ),
            Description.Option(
                "--reader",
                takes: .file("SOCKET"),
                "where vigie-reader listens (default /run/vigie/reader.sock)"
            ),
            Description.Option("--reader-program", takes: .file("PROGRAM"), "start this reader where none listens"),
            Description.Option("--host", takes: .folder("DIR"), "watch a recorded machine in place of this one"),
            Description.Option("--version", "print the version, and end"),
            Description.Option("--help", "print this help, and end"),
        ],
        notes: ["SIGHUP has it read its settings anew; SIGTERM and SIGINT end it."],
        statuses: [(0, "a clean end"), (1, "a failure"), (64, "wrong usage"), (78, "wrong settings, with --check")],
        files: [
            (defaultConfiguration, "settings, for which see agent.conf(5)"),
            ("\(defaultConfiguration).d", "more of them: every file whose name ends in .conf, in the order of names"),
            ("/var/lib/vigie", "the journal, and what enrolment left: this workstation's key and certificate"),
            (ControlRequest.socketPath, "where vigie(1) asks"),
        ],
        examples: [
            "vigie-agent --check --config agent.conf",
            "vigie-agent --state /tmp/vigie --socket /tmp/vigie.sock --reader-program ./vigie-reader",
            "vigie-agent --host recordings/laptop --state /tmp/vigie --socket /tmp/vigie.sock",
        ],
        related: ["vigie(1)", "agent.conf(5)", "vigie-reader(8)"]
    )

    /// Reads the arguments after the program's name.
    /// - Throws: a usage error that names the argument.
    package static func parse(_ arguments: [String]) throws(UsageError) -> Request {
        var options = AgentOptions()
        var isCheck = false
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                String($0)
            }
            func value() throws(UsageError) -> String {
                guard let value = parts.count == 2 ? parts[1] : rest.next(), !value.isEmpty else {
                    throw UsageError("\(parts[0]) needs a value")
                }
                return value
            }
            let isAlone = parts[0] == "-h" || description.options.contains { $0.name == parts[0] && $0.value == nil }
            if parts.count == 2, isAlone { throw UsageError("\(parts[0]) takes no value") }
            switch parts[0] {
            case "--config": options.configuration = try value()
            case "--state": options.state = try value()
            case "--socket": options.socket = try value()
            case "--reader": options.reader = try value()
            case "--reader-program": options.readerProgram = try value()
            case "--host": options.host = try value()
            case "--check": isCheck = true
            case "--print-config": return .printConfiguration
            case "--version": return .version
            case "--help", "-h": return .help
            default: throw UsageError("\(argument) is not an option")
            }
        }
        return isCheck ? .check(options) : .run(options)
    }
}

/// A mistake on the command line: exit status 64.
package struct UsageError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
