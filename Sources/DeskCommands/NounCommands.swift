import ArgumentParser
import Commands

/// `vigie-desk ticket`.
struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket",
        abstract: "Tickets: list, read, file and work on them.",
        subcommands: [
            TicketListCommand.self, TicketShowCommand.self, TicketFileCommand.self, TicketTakeCommand.self,
            TicketReplyCommand.self, TicketNoteCommand.self, TicketWaitCommand.self, TicketResumeCommand.self,
            TicketPassCommand.self, TicketRateCommand.self, TicketCategoriseCommand.self, TicketCheckCommand.self,
            TicketLinkCommand.self, TicketSpendCommand.self, TicketSolveCommand.self, TicketReopenCommand.self,
            TicketCloseCommand.self,
        ]
    )
}

/// `vigie-desk host`.
struct HostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "host",
        abstract: "The hosts that have enrolled.",
        subcommands: [
            HostListCommand.self, HostPlaceCommand.self, HostRenameCommand.self, HostRetireCommand.self,
        ]
    )
}

// MARK: - Names of before

/// `vigie-desk tickets`.
struct TicketsAlias: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "tickets",
        abstract: "The same as 'ticket list'.",
        discussion: "EXAMPLES\n  vigie-desk tickets --severity critical"
    )

    @OptionGroup var command: TicketListCommand

    func run(on console: Console) async throws { try await command.run(on: console) }
}

/// `vigie-desk show`.
struct ShowAlias: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "The same as 'ticket show'.",
        discussion: "EXAMPLES\n  vigie-desk show 118"
    )

    @OptionGroup var command: TicketShowCommand

    func run(on console: Console) async throws { try await command.run(on: console) }
}

/// `vigie-desk note`.
struct NoteAlias: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "The same as 'ticket note'.",
        discussion: "EXAMPLES\n  vigie-desk note 118 replacement disk ordered"
    )

    @OptionGroup var command: TicketNoteCommand

    func run(on console: Console) async throws { try await command.run(on: console) }
}

/// `vigie-desk close`.
struct CloseAlias: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "The same as 'ticket close'.",
        discussion: "EXAMPLES\n  vigie-desk close 118 --reason \"the user has left\""
    )

    @OptionGroup var command: TicketCloseCommand

    func run(on console: Console) async throws { try await command.run(on: console) }
}

/// `vigie-desk hosts`.
struct HostsAlias: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "hosts",
        abstract: "The same as 'host list'.",
        discussion: "EXAMPLES\n  vigie-desk hosts --json"
    )

    @OptionGroup var command: HostListCommand

    func run(on console: Console) async throws { try await command.run(on: console) }
}
