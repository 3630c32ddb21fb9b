import Commands
import ArgumentParser
import NIOCore
import Wire

/// `vigie suspend`.
struct SuspendCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Tell the desk that this workstation goes to sleep, so that nobody misses it.",
        discussion: """
            For root; vigie-sleep.service runs it before every kind of sleep. It does not put the machine to sleep. The \
            agent comes back by 'vigie resume', or a minute after the machine has woken.

            EXAMPLES
              vigie suspend
            """
    )

    /// The machine waits for this before it sleeps.
    private static let patience = TimeAmount.seconds(5)

    @OptionGroup var control: ControlOptions

    func run(on console: Console) async throws {
        _ = try await control.client(console).ask(.suspend, patience: Self.patience)
    }
}
