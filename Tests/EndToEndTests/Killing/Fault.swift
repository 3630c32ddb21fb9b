import Foundation
import Glibc
import Testing

/// A fault that strace puts in the way of a program: at the N-th system call of one kind that one of its threads makes.
///
/// The program stays the child of the test; strace watches it from outside, from its start or from later on, and leaves when
/// it is told to.
struct Fault: CustomStringConvertible {
    enum Effect: Hashable {
        /// Nothing happens; calls are counted, all of them or those on the files alone.
        case count
        case countOnFiles
        /// The program is killed before the call.
        case kill
        /// This one call fails with this error.
        case once(String)
        /// This call and all that follow it fail, until there is room again.
        case fromThenOn(String)
        /// This call and all that follow it fail, until the program is killed.
        case untilKilled(String)
    }

    /// Calls that write to files and sockets, or make what was written durable.
    static let calls = [
        "write", "pwrite64", "writev", "pwritev", "sendto", "sendmsg", "fsync", "fdatasync", "ftruncate", "rename",
        "unlink",
    ]

    let effect: Effect
    let call: String
    let number: Int
    /// Only calls on these files count; all do when there are none.
    let files: [URL]
    /// What strace saw.
    let log: URL

    static let isPossible: Bool = {
        let probe = Process()
        probe.executableURL = strace
        probe.arguments = ["-D", "-o", "/dev/null", "-e", "trace=none", "/bin/true"]
        probe.standardError = FileHandle.nullDevice
        guard (try? probe.run()) != nil else { return false }
        probe.waitUntilExit()
        return probe.terminationStatus == 0
    }()
    static let absence: Comment = "skipped: strace is not installed, or ptrace is forbidden here"

    var description: String {
        switch effect {
        case .count, .countOnFiles: "no fault"
        case .kill: "killed at \(call) \(number)"
        case .once(let error): "\(error) at \(call) \(number)"
        case .fromThenOn(let error): "\(error) from \(call) \(number) on"
        case .untilKilled(let error): "\(error) from \(call) \(number) on, and killed"
        }
    }

    /// The command that runs a program under strace.
    func command(_ executable: URL, _ arguments: [String]) -> (URL, [String]) {
        (Self.strace, ["-D"] + options + [executable.path] + arguments)
    }

    /// Puts the fault in the way of a program that runs, in all its threads; what they called before does not count.
    func attach(to program: Program, in lab: Lab) async throws {
        _ = try lab.start(Self.strace, options + ["-p", "\(program.identifier)"], log: "strace")
        try await lab.wait(for: "strace watches") {
            let tasks = "/proc/\(program.identifier)/task"
            // A thread that has ended meanwhile, or all of them because the fault has come already, need no watching.
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
            return threads.allSatisfy { thread in
                do { return try Self.tracer(of: "\(tasks)/\(thread)") != nil } catch { return true }
            }
        }
    }

    private static let strace = URL(filePath: "/usr/bin/strace")

    private var options: [String] {
        let traced = injection.isEmpty ? Self.calls.joined(separator: ",") : call
        return ["-f", "-I2", "-qq", "-s", "0", "-e", "signal=none", "-o", log.path, "-e", "trace=\(traced)"]
            + files.flatMap { ["-P", $0.path] } + injection
    }

    private var injection: [String] {
        switch effect {
        case .count, .countOnFiles: []
        case .kill: ["-e", "inject=\(call):signal=KILL:when=\(number)"]
        case .once(let error): ["-e", "inject=\(call):error=\(error):when=\(number)"]
        case .fromThenOn(let error), .untilKilled(let error): ["-e", "inject=\(call):error=\(error):when=\(number)+"]
        }
    }

    private var seen: [Substring] { ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n") }

    /// Whether calls failed by this fault.
    var hasFailedCalls: Bool { seen.contains { $0.hasSuffix("(INJECTED)") } }

    /// Ends the fault: strace leaves the program, by the one signal that it does not find blocked.
    func lift(from program: Program) {
        guard let tracer = try? Self.tracer(of: "/proc/\(program.identifier)") else { return }
        kill(tracer, SIGKILL)
    }

    /// Who watches a process or thread; nil for nobody.
    private static func tracer(of process: String) throws -> pid_t? {
        let status = try String(contentsOfFile: "\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("TracerPid:") }
        return line?.split(separator: "\t").last.flatMap { pid_t($0) }.flatMap { $0 > 1 ? $0 : nil }
    }

    /// The calls that strace saw, in order: in which thread, and what.
    private var calls: [(thread: Substring, name: String)] {
        seen.compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            // The end of a call that another thread interrupted has no name there.
            guard parts.count == 2, let end = parts[1].firstIndex(of: "("), !parts[1].hasPrefix("<") else { return nil }
            return (parts[0], parts[1][..<end].trimmingCharacters(in: .whitespaces))
        }
    }

    /// How many calls of each kind the busiest thread made, and all threads together.
    var counts: [String: (inOneThread: Int, inAll: Int)] {
        Dictionary(grouping: calls, by: \.name).mapValues { calls in
            let byThread = Dictionary(grouping: calls, by: \.thread).values.map(\.count)
            return (byThread.max() ?? 0, calls.count)
        }
    }

    /// Which call of its kind, in all threads together, the fault came to; nil when it did not.
    var place: Int? {
        guard effect != .kill else { return calls.count }
        return seen.filter { $0.contains("\(call)(") }.firstIndex { $0.hasSuffix("(INJECTED)") }.map { $0 + 1 }
    }
}
