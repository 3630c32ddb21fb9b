import Commands
import ArgumentParser
import Health
import Host
import Report

/// `vigie record`.
struct RecordCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write down what the probes read here, to be replayed elsewhere with --host.",
        discussion: """
            Serial numbers are scrambled. Run it as root, so that the disks answer. Look through the folder \
            before you send it.

            EXAMPLES
              vigie record my-laptop
              vigie report --host my-laptop
            """
    )

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var folder: String

    @Flag(help: "Keep the serial numbers as they are.")
    var keepSerials = false

    func run(on console: Console) async throws {
        let host = try RecordingHost(LiveHost(), to: folder, keepSerials: keepSerials)
        let survey = try await Survey(of: host)
        try host.finish()
        survey.sayFailures(on: console)
        let figures = console.figures
        let counts = survey.results.compactMap { probe, result in
            (try? result.get()).map { "\(probe) \(figures.number(Double($0.count)))" }
        }
        let folder = folder.printable
        let list = counts.joined(separator: ", ")
        try console.print(
            Words(
                en: "Recorded in \(folder): \(list). Replay it: vigie report --host \(folder)",
                fr: "Enregistré dans \(folder)\u{A0}: \(list). Pour le rejouer\u{A0}: vigie report --host \(folder)"
            )
        )
    }
}
