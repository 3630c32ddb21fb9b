import Commands
import ArgumentParser
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk report`: how a host is, as far as the desk knows.
struct ReportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Say how a host is, from what it told last; it may be switched off.",
        discussion: """
            Exit status: 0 all good, 1 something to watch, 2 something critical, 3 could not tell.

            EXAMPLES
              vigie-desk report ws-17
              vigie-desk report 0b5f7c1e --json
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The host: its name, its id, or the beginning of its id.")
    var host: String

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        let record = try await read(console)
        let report = record.report(at: console.now(), in: console.language)
        if output.json {
            try console.print(record.json(of: report, in: console.language))
        } else {
            try console.print(report.text(in: console.language, style: console.style, now: console.now()))
        }
        throw ExitCode(report.exitStatus)
    }

    /// What the desk has of the host.
    ///
    /// Whatever keeps it from being found means that we cannot tell how the host is.
    private func read(_ console: Console) async throws -> HostRecord {
        do {
            return try await state.reading(console) { store in
                let host = try await store.hosts(in: console.scope).named(host)
                let open = TicketFilter(states: Ticket.State.unfinished, host: host.id, limit: .max)
                return HostRecord(
                    host,
                    facts: try await store.facts(of: host.id, in: console.scope),
                    tickets: try await store.tickets(open, in: console.scope)
                )
            }
        } catch {
            guard let failure = error as? CommandError ?? CommandError(explaining: error), failure.code == .failed
            else { throw error }
            throw CommandError(.cannotTell, failure.message, cause: failure.cause)
        }
    }
}
