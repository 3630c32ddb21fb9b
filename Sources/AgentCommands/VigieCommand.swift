import Commands
import ArgumentParser
import Program

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
              vigie disks sda
              vigie accept disk/S3Z9NB0K/disk.reallocated-sectors --until 'value > 12'
              vigie status --json
              vigie enrol vigie1:desk.example.org:7117:...
              vigie test-ticket
            """,
        version: Version.line(of: "vigie"),
        subcommands: [
            ReportCommand.self, DisksCommand.self, StatusCommand.self, AcceptCommand.self, TestTicketCommand.self,
            EnrolCommand.self,
            RecordCommand.self,
            SuspendCommand.self, ResumeCommand.self,
        ]
    )

    static var _errorPrefix: String { "vigie: " }
}
