import Foundation
import Glibc

/// One of the programs under test, or a server that they talk to, as a process of its own with its output in a file.
final class Program {
    /// Where the build put its programs: beside this test program.
    static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    static func built(_ name: String) -> URL { folder.appending(path: name) }

    let log: URL
    private let process = Process()
    private let endings: AsyncStream<Int32>

    /// Starts it; what it writes is appended to the log.
    init(_ executable: URL, _ arguments: [String], environment: [String: String] = [:], log: URL) throws {
        self.log = log
        process.executableURL = executable
        process.arguments = arguments
        let inherited = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
        process.environment = inherited.merging(environment) { $1 }
        if !FileManager.default.fileExists(atPath: log.path) { try Data().write(to: log) }
        let output = try FileHandle(forWritingTo: log)
        try output.seekToEnd()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        let (endings, ending) = AsyncStream.makeStream(of: Int32.self)
        self.endings = endings
        process.terminationHandler = {
            ending.yield($0.terminationStatus)
            ending.finish()
        }
        try process.run()
        try output.close()
    }

    var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    var isRunning: Bool { process.isRunning }

    var identifier: pid_t { process.processIdentifier }

    func send(_ signal: Int32) {
        if process.isRunning { kill(process.processIdentifier, signal) }
    }

    /// Waits for the end, and returns the exit status, or the signal that ended it.
    @discardableResult
    func ended() async -> Int32 {
        for await status in endings { return status }
        return process.isRunning ? -1 : process.terminationStatus
    }

    /// Ends it by a signal and returns its exit status.
    @discardableResult
    func end(by signal: Int32) async -> Int32 {
        send(signal)
        return await ended()
    }
}
