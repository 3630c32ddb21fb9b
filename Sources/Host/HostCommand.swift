/// A command of the system: its name in a recording, and its arguments with the program's absolute path first.
package struct HostCommand: Hashable, Sendable {
    package var name: String
    package var arguments: [String]
    /// Seconds after which it is killed.
    package var timeout: Double
    /// More output than this is an error.
    package var outputLimit: Int

    package init(name: String, arguments: [String], timeout: Double, outputLimit: Int) {
        self.name = name
        self.arguments = arguments
        self.timeout = timeout
        self.outputLimit = outputLimit
    }
}

/// What a command printed on its standard output, and its exit status.
package struct CommandOutput: Hashable, Sendable {
    package var output: [UInt8]
    package var status: Int32

    package init(output: [UInt8], status: Int32) {
        self.output = output
        self.status = status
    }
}
