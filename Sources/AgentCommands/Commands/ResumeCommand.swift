import Commands
import ArgumentParser
import Wire

/// `vigie resume`.
struct ResumeCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Have the agent come back to the desk at once, for this workstation has woken.",
        discussion: """
            For root; vigie-sleep.service runs it after every kind of sleep.

            EXAMPLES
              vigie resume
            """
    )

    @OptionGroup var control: ControlOptions

    func run(on console: Console) async throws {
        _ = try await control.client(console).ask(.resume)
    }
}
