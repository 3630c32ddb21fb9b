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
        #expect(code { _ = try run(["/bin/sleep", "1000"], timeout: 0.05) } == .timedOut)
        #expect(code { _ = try run(["/bin/sh", "-c", "sleep 1000 & wait"], timeout: 0.05) } == .timedOut)
        #expect(code { _ = try run(["/bin/sh", "-c", "exec >&-; sleep 1000"], timeout: 0.05) } == .timedOut)
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
