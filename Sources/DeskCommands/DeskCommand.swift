import ArgumentParser

/// A command that talks to a person through a console.
protocol DeskCommand: ParsableCommand {
    /// Does what the command is for.
    ///
    /// Throws `CommandError`, what `CommandError` can be made of, or `ExitCode` for a status without a message.
    func run(on console: Console) async throws
}
