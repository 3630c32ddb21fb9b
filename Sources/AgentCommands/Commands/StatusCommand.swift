import Commands
import ArgumentParser
import Wire

/// `vigie status`.
struct StatusCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how the agent itself is: its link to the desk, its queue, and what its probes cost.",
        discussion: """
            EXAMPLES
              vigie status
              vigie status --json
            """
    )

    @OptionGroup var output: JSONFlag
    @OptionGroup var control: ControlOptions

    func run(on console: Console) async throws {
        let status = try await control.client(console).status()
        guard !output.json else { return try console.print(status.json) }
        try console.print(status.text(in: console.language, style: console.style, now: console.now()))
    }
}

extension ControlClient {
    /// The state of the agent itself.
    func status() async throws(CommandError) -> AgentStatus {
        let lines = try await ask(.status)
        do {
            return try AgentStatus(lines)
        } catch {
            throw CommandError.notUnderstood
        }
    }
}
