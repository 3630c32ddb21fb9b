import Glibc
package import Logging

/// What the journal of systemd wants before a line on standard error, so that it knows the line's priority (sd-daemon(3)).
package enum JournalLevel {
    /// Whether standard error is the journal (systemd.exec(5), `$JOURNAL_STREAM`), and not a terminal or file that a person looks at.
    package static let isWanted: Bool = {
        guard let stream = unsafe getenv("JOURNAL_STREAM") else { return false }
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        return unsafe String(cString: stream) == "\(status.st_dev):\(status.st_ino)"
    }()

    /// `<3>` for an error, where the journal reads it.
    package static func prefix(_ level: Logger.Level) -> String {
        isWanted ? "<\(level.priority)>" : ""
    }

    /// A text of one or several lines, each with its priority.
    package static func marked(_ text: String, _ level: Logger.Level) -> String {
        guard isWanted else { return text }
        return text.split(separator: "\n").map { prefix(level) + $0 }.joined(separator: "\n")
    }
}

extension Logger.Level {
    /// The priority of syslog(3).
    package var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
