package import ArgumentParser
import Glibc
import Logging
import Report
import ServiceManager

/// Runs the commands of one program and makes their errors messages and exit statuses.
package struct CommandRunner<Root: ParsableCommand>: Sendable {
    private let name: String
    private let explain: @Sendable (any Error) -> CommandError?

    /// The runner of a program by its name; `explain` makes an error of the parts below one for the person, or nil.
    package init(_ name: String, _ root: Root.Type, explain: @escaping @Sendable (any Error) -> CommandError?) {
        self.name = name
        self.explain = explain
    }

    /// Runs the command that this process was started with, and ends the process with its exit status.
    package func main() async {
        Dispatch.keepSilent()
        let status = await run(Array(CommandLine.arguments.dropFirst()), on: .standard)
        exit(status)
    }

    /// Runs one command to its end, and returns the exit status.
    package func run(_ arguments: [String], on console: Console) async -> Int32 {
        do {
            var command = try Root.parseAsRoot(arguments)
            if let command = command as? any ConsoleCommand {
                try await command.run(on: console)
            } else {
                try command.run()
            }
            return 0
        } catch let status as ExitCode {
            return status.rawValue
        } catch {
            return report(error, on: console)
        }
    }

    private func report(_ error: any Error, on console: Console) -> Int32 {
        if let failure = error as? CommandError ?? explain(error) {
            console.say(JournalLevel.marked("\(name): \(failure.text(in: console.language).printable)", .error))
            return failure.code.rawValue
        }
        // What is left is ArgumentParser's: help, or usage that is wrong.
        let text = Root.fullMessage(for: error, columns: console.style.width)
        let status = Root.exitCode(for: error)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
        let printable = lines.joined(separator: "\n")
        guard status.isSuccess else {
            console.say(JournalLevel.marked(printable, .error))
            return status.rawValue
        }
        do {
            try console.print(printable + "\n")
            return 0
        } catch {
            return report(error, on: console)
        }
    }
}
