import Foundation
import Testing

@testable import Host

/// vigie-reader as systemd starts it: by the first connection to a socket that systemd holds.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: activator), "skipped: there is no \(activator)"))
struct SocketActivationTests {
    @Test func theFirstRequestStartsTheReader() async throws {
        let tree = try Tree()
        let path = tree.path + "/reader.sock"
        // The activator becomes the reader when it is connected to.
        try await withActivator(["--seqpacket"], listeningAt: path, [try #require(reader)]) { child in
            let client = ReaderClient(socket: path, program: nil)
            for command in [DiskCommand.ataIdentify, .ataSmartData] {
                #expect(code { _ = try client.send(command, to: "sdzzz") } == .notFound)
                #expect(code { _ = try client.send(command, to: "null") } == .refused)
            }
            let name = try String(contentsOfFile: "/proc/\(child)/comm", encoding: .utf8)
            #expect(name == "vigie-reader\n")
        }
    }
}
