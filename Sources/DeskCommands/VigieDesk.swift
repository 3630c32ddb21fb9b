import Commands

/// The program `vigie-desk`.
package enum VigieDesk {
    static let runner = CommandRunner("vigie-desk", VigieDeskCommand.self) { CommandError(explaining: $0) }

    /// Runs the command that this process was started with, and ends the process with its exit status.
    package static func main() async {
        await runner.main()
    }
}
