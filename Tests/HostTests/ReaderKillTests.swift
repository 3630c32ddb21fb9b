import Foundation
import Glibc
import Testing

@testable import Host

/// vigie-reader is killed, and its answer fails, at the N-th answer for every N of a poll.
@Suite(
    .enabled(if: reader != nil, "vigie-reader is not built: swift build --product vigie-reader"),
    .enabled(if: Strace.isPossible, "skipped: strace is not installed, or ptrace is forbidden here")
)
struct ReaderKillTests {
    private static let asked = 6

    /// What the client makes of a disk that is not there, answer by answer, with a fault at one of the answers.
    private func outcomes(_ fault: String, at number: Int, patience: Double = 5) throws -> [HostError.Code?] {
        let script = try ReaderScript()
        let client = ReaderClient(socket: nil, program: script.program, patience: patience)
        func ask() -> HostError.Code? { code { _ = try client.send(.ataIdentify, to: "sdzzz") } }
        // The first request starts the reader, which may take longer than the patience on a busy machine.
        var outcomes = [ask()]
        for _ in 0..<12 where outcomes == [.timedOut] { outcomes = [ask()] }
        // A thread of its own answers each, so that its first packet is the one.
        while outcomes.count < number - 1 { outcomes.append(ask()) }
        let strace = try Strace(try script.processes()[0], "sendto:\(fault):when=1")
        outcomes.append(ask())
        strace.leave()
        while outcomes.count < Self.asked { outcomes.append(ask()) }
        #expect(try script.processes().count == (fault == "signal=KILL" ? 2 : 1))
        return outcomes
    }

    @Test(arguments: 2...asked)
    func aKilledReaderIsStartedAgainAndAskedAgain(_ number: Int) throws {
        let expected = Array(repeating: HostError.Code.notFound, count: Self.asked)
        #expect(try outcomes("signal=KILL", at: number) == expected)
    }

    @Test(arguments: ["EIO", "ENOSPC"], 2...asked)
    func anAnswerThatIsLostIsMissedAndTakenForNoOther(_ error: String, _ number: Int) throws {
        let expected = (1...Self.asked).map { $0 == number ? HostError.Code.timedOut : .notFound }
        #expect(try outcomes("error=\(error)", at: number, patience: 2) == expected)
    }
}

/// strace, as it watches a running process.
private struct Strace {
    static let isPossible: Bool = {
        guard let probe = try? run(["-D", "-o", "/dev/null", "-e", "trace=none", "/bin/true"]) else { return false }
        probe.waitUntilExit()
        return probe.terminationStatus == 0
    }()

    private let process: Process

    /// Puts a fault in the way of a process, and waits until it is there.
    init(_ traced: pid_t, _ injection: String) throws {
        process = try Self.run(["-f", "-qq", "-o", "/dev/null", "-p", "\(traced)", "-e", "inject=\(injection)"])
        let end = ContinuousClock.now + .seconds(10)
        func isTraced() throws -> Bool {
            try String(contentsOfFile: "/proc/\(traced)/status", encoding: .utf8).contains(
                "TracerPid:\t\(process.processIdentifier)\n"
            )
        }
        while try !isTraced() { try #require(ContinuousClock.now < end, "strace does not come") }
    }

    /// Ends the fault, by the one signal that strace does not find blocked.
    func leave() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func run(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
