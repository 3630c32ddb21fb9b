import Foundation
import Glibc
import Host
import Testing

@Suite struct RunTests {
    private let host: LiveHost

    init() throws {
        host = try LiveHost()
    }

    private func run(_ arguments: [String], timeout: Double = 10, limit: Int = 1000) throws(HostError) -> CommandOutput
    {
        try host.run(HostCommand(name: "test", arguments: arguments, timeout: timeout, outputLimit: limit))
    }

    @Test func outputAndStatus() throws {
        let output = try run(["/bin/sh", "-c", "echo seen; echo hidden >&2; cat; exit 3"])
        #expect(output == CommandOutput(output: Array("seen\n".utf8), status: 3))
        #expect(try run(["/bin/sh", "-c", "kill -9 $$"]).status == 137)
    }

    @Test func argumentsAreNotAShells() throws {
        #expect(try run(["/bin/echo", "$HOME", "; ls", "*"]).output == Array("$HOME ; ls *\n".utf8))
    }

    @Test func theEnvironmentIsClosed() throws {
        let lines = String(decoding: try run(["/usr/bin/env"]).output, as: UTF8.self).split(separator: "\n").sorted()
        #expect(lines == ["LANG=C", "LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
    }

    @Test func noDescriptorIsInherited() throws {
        let listing = String(decoding: try run(["/bin/ls", "/proc/self/fd"]).output, as: UTF8.self)
        #expect(listing == "0\n1\n2\n3\n", "3 is the folder that ls itself reads")
    }

    @Test func itIsKilledAfterTheTimeOut() throws {
        // No other process sleeps for as long.
        let nap = "1000.\(getpid())"
        #expect(code { _ = try run(["/bin/sleep", nap], timeout: 0.05) } == .timedOut)
        #expect(code { _ = try run(["/bin/sh", "-c", "sleep \(nap) & wait"], timeout: 0.05) } == .timedOut)
        #expect(code { _ = try run(["/bin/sh", "-c", "exec >&-; sleep \(nap)"], timeout: 0.05) } == .timedOut)
        let end = ContinuousClock.now + .seconds(10)
        while isRunning(nap) { try #require(ContinuousClock.now < end, "a sleeper lives on") }
    }

    /// Whether a process has such an argument.
    private func isRunning(_ argument: String) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { process in
            let command = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
            return command.split(separator: "\0").contains { $0 == argument }
        }
    }

    @Test func outputIsBounded() throws {
        #expect(code { _ = try run(["/usr/bin/yes"]) } == .tooLarge)
        #expect(try run(["/usr/bin/head", "-c", "1000", "/dev/zero"]).output.count == 1000)
        #expect(code { _ = try run(["/usr/bin/head", "-c", "1001", "/dev/zero"]) } == .tooLarge)
    }

    @Test func whatIsNotThere() {
        #expect(code { _ = try run(["/nowhere/program"]) } == .unavailable)
        #expect(code { _ = try run(["sh"]) } == .failed)
        #expect(code { _ = try run([]) } == .failed)
    }
}
