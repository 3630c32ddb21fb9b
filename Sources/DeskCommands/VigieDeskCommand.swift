import ArgumentParser
import Program

/// The root of the commands; it does nothing itself.
struct VigieDeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigie-desk",
        abstract: "The help desk of Vigie: its server, its tickets, and the hosts that it knows.",
        discussion: """
            Every command opens the ticket store itself, also beside a running server.

            Tables are in the language of LC_ALL, LC_MESSAGES or LANG (English or French); --json is for programs.

            Exit status: 0 done, 1 not found or not allowed, 64 wrong usage, 70 internal fault, 75 try again later. \
            'report' has its own.

            EXAMPLES
              vigie-desk setup
              vigie-desk serve --address desk.example.org
              vigie-desk token create --address desk.example.org:7117
              vigie-desk ticket list --severity critical
            """,
        version: Version.line(of: "vigie-desk"),
        subcommands: [
            SetupCommand.self, ServeCommand.self, QueueCommand.self, NextCommand.self, TicketCommand.self,
            SearchCommand.self,
            StatsCommand.self, PersonCommand.self,
            AccountCommand.self, OrganisationCommand.self, SiteCommand.self, HostCommand.self, FleetCommand.self,
            ReportCommand.self,
            TokenCommand.self, TemplateCommand.self, CategoryCommand.self, PolicyCommand.self, CalendarCommand.self,
            ServiceLevelCommand.self, OutboxCommand.self, AdministrationCommand.self, CheckCommand.self,
            TicketsAlias.self, ShowAlias.self,
            NoteAlias.self, CloseAlias.self, HostsAlias.self,
        ]
    )

    static var _errorPrefix: String { "vigie-desk: " }
}
