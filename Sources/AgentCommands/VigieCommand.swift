import ArgumentParser

/// The root of the commands; it does nothing itself.
struct VigieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigie",
        abstract: "The health of this workstation, and its link to the help desk.",
        discussion: """
            Texts are in the language of LC_ALL, LC_MESSAGES or LANG (English or French); --json is for programs. \
            NO_COLOR turns colours off.

            Exit status: 0 done, 1 failed, 64 wrong usage, 69 the agent is not running. 'report' has its own.

            EXAMPLES
              vigie report
              vigie status --json
              vigie enrol vigie1:desk.example.org:7117:...
              vigie test-ticket
            """,
        subcommands: [
            ReportCommand.self, StatusCommand.self, TestTicketCommand.self, EnrolCommand.self, RecordCommand.self,
        ]
    )

    static var _errorPrefix: String { "vigie: " }
}

/// A command that talks to a person through a console.
protocol AgentCommand: ParsableCommand {
    /// Does what the command is for.
    ///
    /// Throws `CommandError`, what `CommandError` can be made of, or `ExitCode` for a status without a message.
    func run(on console: Console) async throws
}

/// Whether a program reads what is printed.
struct JSONFlag: ParsableArguments {
    @Flag(help: "Print JSON: stable names, times in RFC 3339 and UTC.")
    var json = false
}
