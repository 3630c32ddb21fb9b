import Commands
import ArgumentParser
import Health
import Host
import Report
import Wire

/// `vigie report`.
struct ReportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show how this workstation is: its components, and what is wrong with them.",
        discussion: """
            Asks the running agent. With --live or --host the probes are polled once here, without an agent.

            Exit status: 0 all good, 1 something to watch, 2 something critical, 3 could not tell, 64 wrong usage, \
            69 the agent is not running.

            EXAMPLES
              vigie report
              vigie report --json
              vigie report --live
              vigie report --host recordings/laptop
            """
    )

    @OptionGroup var output: JSONFlag
    @OptionGroup var control: ControlOptions

    @Flag(help: "Poll this machine here and now, without the agent; as root, for the disks.")
    var live = false

    @Option(help: ArgumentHelp("Replay a machine that 'vigie record' wrote.", valueName: "dir"))
    var host: String?

    func validate() throws {
        guard [live, host != nil, control.socket != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("--live, --host and --socket exclude one another; give one of them.")
        }
    }

    /// Here 1 means that something is to be watched: what fails has the status of what could not be told.
    func run(on console: Console) async throws {
        let report: HealthReport
        do {
            report = try await made(console)
            try show(report, console)
        } catch {
            guard let failure = error as? CommandError ?? CommandError(explaining: error), failure.code == .failed
            else { throw error }
            throw CommandError(.cannotTell, failure.message, cause: failure.cause)
        }
        throw ExitCode(report.exitStatus)
    }

    private func show(_ report: HealthReport, _ console: Console) throws {
        guard !output.json else { return try console.print(report.json(in: console.language)) }
        // Ages are by the clock of whoever judged: the agent, this process, or the recorded machine.
        try console.print(report.text(in: console.language, style: console.style, now: report.time))
    }

    private func made(_ console: Console) async throws -> HealthReport {
        if live { return try await surveyed(LiveHost(), name: nil, console) }
        if let host { return try await surveyed(RecordedHost(host), name: host, console) }
        return try await asked(console)
    }

    private func asked(_ console: Console) async throws -> HealthReport {
        let client = control.client(console)
        let lines = try await client.ask(.report)
        guard let report = try? ControlReport(lines) else { throw CommandError.notUnderstood }
        let link = try await client.status().linkText(in: console.language, now: console.now())
        let label = Words(en: "Desk", fr: "Bureau")[console.language]
        return HealthReport(report, link: label + console.figures.colon + link)
    }

    private func surveyed(_ host: any Host, name: String?, _ console: Console) async throws -> HealthReport {
        let survey = try await Survey(of: host)
        survey.sayFailures(on: console)
        let hostName =
            host.textIfPresent("/proc/sys/kernel/hostname") ?? host.textIfPresent("/etc/hostname")
            ?? name?.split(separator: "/").last.map { String($0) }
        return .judge(survey.observations, host: hostName ?? "localhost", now: host.now().time)
    }
}
