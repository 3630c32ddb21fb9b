import Commands

/// The program `vigie`.
package enum Vigie {
    static let runner = CommandRunner("vigie", VigieCommand.self) { CommandError(explaining: $0) }

    /// Runs the command that this process was started with, and ends the process with its exit status.
    package static func main() async {
        await runner.main()
    }
}
