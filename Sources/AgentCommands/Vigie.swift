import ArgumentParser
import Commands

/// The program `vigie`.
package enum Vigie {
    static let runner = CommandRunner("vigie", VigieCommand.self) { CommandError(explaining: $0) }

    /// Runs the command that this process was started with, and ends the process with its exit status.
    package static func main() async {
        await runner.main()
    }

    /// The commands and their options, as ArgumentParser tells them (JSON).
    package static var declarations: String { VigieCommand._dumpHelp() }

    /// The completions for a shell: `bash`, `zsh` or `fish`.
    package static func completions(for shell: String) -> String? {
        CompletionShell(rawValue: shell).map { VigieCommand.completionScript(for: $0) }
    }
}
