import Foundation
import Glibc
import Testing

@testable import Host

/// vigie-reader as systemd starts it: by the first connection to a socket that systemd holds.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: activator), "skipped: there is no \(activator)"))
struct SocketActivationTests {
    @Test func theFirstRequestStartsTheReader() async throws {
        let tree = try Tree()
        let path = tree.path + "/reader.sock"
        let reader = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "vigie-reader").path
        let input = try Descriptor(unsafe open("/dev/null", O_RDONLY | O_CLOEXEC), "opening /dev/null")
        // It becomes the reader when it is connected to. (A Process would leak descriptors of tests that run beside this one.)
        let arguments = [activator, "--seqpacket", "--listen=\(path)", reader]
        let child = try ChildProcess.start(arguments, passing: input, as: STDIN_FILENO)
        defer {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        let end = ContinuousClock.now + .seconds(20)
        while !FileManager.default.fileExists(atPath: path) {
            try #require(ContinuousClock.now < end, "nobody listens at \(path)")
            try await Task.sleep(for: .milliseconds(10))
        }
        let client = ReaderClient(socket: path, program: nil)
        for command in [DiskCommand.ataIdentify, .ataSmartData] {
            #expect(code { _ = try client.send(command, to: "sdzzz") } == .notFound)
            #expect(code { _ = try client.send(command, to: "null") } == .refused)
        }
        let name = try String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8)
        #expect(name == "vigie-reader\n")
    }
}

private let activator = "/usr/bin/systemd-socket-activate"
