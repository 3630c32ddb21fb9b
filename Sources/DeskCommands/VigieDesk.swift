import ArgumentParser
import Commands

/// The program `vigie-desk`.
package enum VigieDesk {
    static let runner = CommandRunner("vigie-desk", VigieDeskCommand.self) { CommandError(explaining: $0) }

    /// Runs the command that this process was started with, and ends the process with its exit status.
    package static func main() async {
        await runner.main()
    }

    /// The commands and their options, as ArgumentParser tells them (JSON).
    package static var declarations: String { VigieDeskCommand._dumpHelp() }

    /// The completions for a shell: `bash`, `zsh` or `fish`.
    package static func completions(for shell: String) -> String? {
        CompletionShell(rawValue: shell).map { VigieDeskCommand.completionScript(for: $0) }
    }
}
