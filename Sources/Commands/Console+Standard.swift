import Foundation
import Health
import Report

extension Console {
    /// The console of this process.
    package static var standard: Console {
        let process = ProcessInfo.processInfo
        return Console(
            environment: process.environment,
            style: .standardOutput(environment: process.environment),
            user: process.userName,
            hostName: process.hostName,
            utcOffset: Double(TimeZone.current.secondsFromGMT()),
            now: { Timestamp(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) },
            print: { text throws(CommandError) in
                do {
                    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
                } catch {
                    throw CommandError(.tryLater, "Standard output takes no more. Make room there.", cause: "\(error)")
                }
            },
            say: { line in
                // There is nobody left to tell where standard error cannot be written.
                try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8))
            }
        )
    }
}
