import ArgumentParser
import Glibc
import Report

/// The program `vigie-desk`.
package enum VigieDesk {
    /// Runs the command that this process was started with, and ends the process with its exit status.
    package static func main() async {
        let status = await run(Array(CommandLine.arguments.dropFirst()), on: .standard)
        exit(status)
    }

    /// Runs one command to its end.
    /// - Returns: the exit status.
    static func run(_ arguments: [String], on console: Console) async -> Int32 {
        do {
            var command = try VigieDeskCommand.parseAsRoot(arguments)
            if let command = command as? any DeskCommand {
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

    private static func report(_ error: any Error, on console: Console) -> Int32 {
        if let failure = CommandError(error) {
            console.say("vigie-desk: \(failure.description.printable)")
            return failure.code.rawValue
        }
        // What is left is ArgumentParser's: help, or usage that is wrong.
        let text = VigieDeskCommand.fullMessage(for: error, columns: console.style.width)
        let status = VigieDeskCommand.exitCode(for: error)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
        let printable = lines.joined(separator: "\n")
        guard status.isSuccess else {
            console.say(printable)
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
