import Foundation
import Glibc
import Synchronization
import Testing

/// A temporary folder and everything that runs in it; nothing of it outlives the test.
final class Lab {
    /// What did not come in time.
    struct NotInTime: Error, CustomStringConvertible {
        let description: String
    }

    let folder: URL
    private var programs: [Program] = []
    /// The ports that labs were given, so that those beside each other do not take the same one before anybody listens.
    private static let usedPorts = Mutex<Set<Int>>([])

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vigie-test.\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs a test in a lab of its own; when it throws, the end of every log is told.
    static func run(_ test: (Lab) async throws -> Void) async throws {
        let lab = try Lab()
        do {
            try await test(lab)
        } catch {
            Issue.record("\(lab.logs)")
            await lab.clear()
            throw error
        }
        await lab.clear()
    }

    private func clear() async {
        for program in programs.reversed() where program.isRunning {
            program.send(SIGCONT)
            await program.end(by: SIGKILL)
        }
        try? FileManager.default.removeItem(at: folder)
    }

    private var logs: String {
        Set(programs.map(\.log)).sorted { $0.path < $1.path }.map { log in
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            return "--- \(log.lastPathComponent)\n" + text.split(separator: "\n").suffix(12).joined(separator: "\n")
        }
        .joined(separator: "\n")
    }

    /// Starts a program that runs until it is ended, perhaps with a fault in its way.
    func start(
        _ executable: URL,
        _ arguments: [String],
        environment: [String: String] = [:],
        under fault: Fault? = nil,
        log: String
    ) throws -> Program {
        let file = folder.appending(path: "\(log).log")
        let (executable, arguments) = fault?.command(executable, arguments) ?? (executable, arguments)
        let program = try Program(executable, arguments, environment: environment, log: file)
        programs.append(program)
        return program
    }

    /// Runs a program to its end.
    func run(
        _ executable: URL,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, errors: String) {
        let name = "run.\(UUID().uuidString.prefix(8))"
        let (out, err) = (folder.appending(path: "\(name).out"), folder.appending(path: "\(name).err"))
        // A shell parts the two outputs; `exec` makes the program take its place.
        let program = try Program(
            URL(filePath: "/bin/sh"),
            ["-c", "exec \"$@\" >\"$0\" 2>\"$0.err\"", out.path, executable.path] + arguments,
            environment: environment,
            log: err
        )
        programs.append(program)
        let status = await program.ended()
        programs.removeAll { $0 === program }
        let errors = try String(contentsOf: URL(filePath: out.path + ".err"), encoding: .utf8)
        let output = try String(contentsOf: out, encoding: .utf8)
        for file in [out, err, URL(filePath: out.path + ".err")] { try FileManager.default.removeItem(at: file) }
        return (status, output, errors)
    }

    /// Looks again and again, at most for so many seconds.
    func wait(
        for what: String,
        within seconds: Double = 20,
        _ condition: () async throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try await !condition() {
            guard ContinuousClock.now < end else { throw NotInTime(description: "\(what): not within \(seconds) s") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// A port of loopback on which nothing listens, below those that the kernel gives out.
    func freePort() throws -> Int {
        let tables = try ["/proc/net/tcp", "/proc/net/tcp6"].map { try String(contentsOfFile: $0, encoding: .utf8) }
        let lines = tables.flatMap { $0.split(separator: "\n").dropFirst() }
        let taken = lines.compactMap { line in
            line.split(separator: " ").dropFirst().first?.split(separator: ":").last.flatMap { Int($0, radix: 16) }
        }
        let port = Self.usedPorts.withLock { used in
            let port = (20_000..<32_000).filter { !taken.contains($0) && !used.contains($0) }.randomElement()
            if let port { used.insert(port) }
            return port
        }
        return try #require(port)
    }
}
