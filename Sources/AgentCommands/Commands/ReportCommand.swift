import Commands
import ArgumentParser
import Report

/// `vigie report`.
struct ReportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Show how this workstation is: its components, and what is wrong with them.",
        discussion: """
            Asks the running agent. With --live or --host the probes are polled once here, without an agent. --html makes one \
            file that a browser shows and prints; it loads nothing.

            Exit status: 0 all good, 1 something to watch, 2 something critical, 3 could not tell, 64 wrong usage, \
            69 the agent is not running.

            EXAMPLES
              vigie report
              vigie report --json
              vigie report --html ws-17.html
              vigie report --live
              vigie report --host recordings/laptop
            """
    )

    @OptionGroup var output: JSONFlag

    @Option(help: ArgumentHelp("Write the report as a page to this file; - is standard output.", valueName: "file"))
    var html: String?

    @OptionGroup var source: ReportSource

    func validate() throws {
        guard html == nil || !output.json else { throw ValidationError("Take --json or --html, not both.") }
        if let html, html.isEmpty { throw ValidationError("--html takes the name of a file.") }
    }

    /// Here 1 means that something is to be watched: what fails has the status of what could not be told.
    func run(on console: Console) async throws {
        let report: HealthReport
        do {
            report = try await source.report(console)
            try show(report, console)
        } catch {
            guard let failure = error as? CommandError ?? CommandError(explaining: error), failure.code == .failed
            else { throw error }
            throw CommandError(.cannotTell, failure.message, cause: failure.cause)
        }
        throw ExitCode(report.exitStatus)
    }

    private func show(_ report: HealthReport, _ console: Console) throws {
        if let html {
            let page = report.html(console.figures)
            return html == "-" ? try console.print(page) : try OutputFile.publish(html, page)
        }
        guard !output.json else { return try console.print(report.json(in: console.language)) }
        // Ages are by the clock of whoever judged: the agent, this process, or the recorded machine.
        try console.print(report.text(in: console.language, style: console.style, now: report.time))
    }
}
