package import ArgumentParser

/// A command that talks to a person through a console.
package protocol ConsoleCommand: ParsableCommand {
    /// Does what the command is for.
    ///
    /// Throws `CommandError`, what the program can make one of, or `ExitCode` for a status without a message.
    func run(on console: Console) async throws
}

/// Whether a program reads what is printed.
package struct JSONFlag: ParsableArguments {
    @Flag(help: "Print JSON: stable names, times in RFC 3339 and UTC.")
    package var json = false

    package init() {}
}
