import ArgumentParser
import Commands

/// `vigie-desk outbox`.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "The mails that the desk sends, and what became of them.",
        subcommands: [OutboxListCommand.self, OutboxRetryCommand.self, OutboxTestCommand.self]
    )
}
