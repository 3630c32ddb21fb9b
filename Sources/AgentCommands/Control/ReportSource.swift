import Commands
import ArgumentParser
import Health
import Host
import Report
import Wire

/// Whose report is shown: the agent's, or that of probes which are polled once here.
struct ReportSource: ParsableArguments {
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

    /// The report of the machine that was asked for.
    func report(_ console: Console) async throws -> HealthReport {
        if live { return try await surveyed(LiveHost(), name: nil, console) }
        if let host { return try await surveyed(RecordedHost(host), name: host, console) }
        return try await asked(console)
    }

    private func asked(_ console: Console) async throws -> HealthReport {
        let client = control.client(console)
        let lines = try await client.ask(.report)
        guard let report = try? ControlReport(lines) else { throw CommandError.notUnderstood }
        let link = try await client.status().linkText(in: console.language, now: console.now())
        let label = Words(en: "Desk", fr: "Centre d'assistance")[console.language]
        return HealthReport(report, link: label + console.figures.colon + link)
    }

    private func surveyed(_ host: any Host, name: String?, _ console: Console) async throws -> HealthReport {
        let survey = try await Survey(of: host)
        survey.sayFailures(on: console)
        let hostName =
            host.textIfPresent("/proc/sys/kernel/hostname") ?? host.textIfPresent("/etc/hostname")
            ?? name?.split(separator: "/").last.map { String($0) }
        let now = host.now().time
        return .judge(survey.observations(at: now), host: hostName ?? "localhost", now: now)
    }
}
