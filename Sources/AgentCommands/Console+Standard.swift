import Foundation
import Health
import Host
import Report

extension Console {
    /// The console of this process.
    static var standard: Console {
        let environment = ProcessInfo.processInfo.environment
        return Console(
            environment: environment,
            style: .standardOutput(environment: environment),
            now: { Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) },
            print: { text throws(CommandError) in
                do {
                    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
                } catch {
                    throw CommandError(
                        .failed,
                        "Standard output takes no more. Make room there.",
                        cause: error.localizedDescription
                    )
                }
            },
            say: { StandardError.write($0 + "\n") }
        )
    }
}
