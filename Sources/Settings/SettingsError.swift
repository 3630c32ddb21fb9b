/// One mistake in a settings file: `agent.conf:12: [disks] interval = 10 parsecs: not a duration; write …`.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// The file is absent, too large, or cannot be read.
        case unreadable
        /// The line is no header, no `key = value` and no comment.
        case syntax
        case unknownSection
        case unknownKey
        case duplicateKey
        case invalidValue
    }

    package var code: Code
    package var file: String
    /// Counted from 1; nil when the mistake is the file's as a whole.
    package var line: Int?
    /// What is wrong and what is allowed.
    package var message: String

    package init(_ code: Code, file: String, line: Int?, _ message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        [file, line.map(String.init), " \(message)"].compactMap { $0 }.joined(separator: ":")
    }
}

/// Every mistake that was found, at most a hundred; with a single one nothing is configured.
package struct SettingsErrors: Error, Hashable, Sendable, CustomStringConvertible {
    package let errors: [SettingsError]

    package init(_ errors: [SettingsError]) {
        self.errors = Array(errors.prefix(100))
    }

    package var description: String { errors.map(\.description).joined(separator: "\n") }
}
