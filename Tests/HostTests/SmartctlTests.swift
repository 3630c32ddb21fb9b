import Foundation
import Glibc
import Testing

@testable import Host

/// The reader that becomes smartctl, and who asks it.
@Suite(.enabled(if: reader != nil, "vigie-reader is not built: swift build --product vigie-reader"))
struct SmartctlTests {
    private func run(_ arguments: [String]) throws -> CommandOutput {
        let command = HostCommand(
            name: "smartctl",
            arguments: [try #require(reader), "--smartctl"] + arguments,
            timeout: 20,
            outputLimit: 1 << 20
        )
        return try ChildProcess.run(command)
    }

    /// Where smartmontools is installed it is that which answers, of a disk that is not there; else the reader says so itself.
    @Test func itAnswersInJSONWhateverItFinds() throws {
        let answer = try run(["auto", "sdzzz"])
        let text = String(decoding: answer.output, as: UTF8.self)
        #expect(text.contains("\"exit_status\""), "\(text)")
        let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/sbin/smartctl")
        #expect(text.contains("install smartmontools") != isInstalled)
        #expect(!isInstalled || text.contains("/dev/sdzzz"))
    }

    @Test(arguments: [
        "auto", "sat+megaraid,12", "areca,1/2", "usbjmicron,x", "usbjmicron,p,1", "cciss,0", "sntasmedia",
    ])
    func aTypeThatOnlyReadsIsTaken(type: String) throws {
        #expect(try run([type, "sdzzz"]).status != 64)
    }

    @Test(arguments: [
        [], ["auto"], ["auto", "../sda"], ["auto", "sda", "x"], ["-x", "sda"], ["", "sda"], ["auto", ""],
        ["a b", "sda"],
        ["auto;ls", "sda"], [",0", "sda"], ["jmb39x,0", "sda"], ["jms56x,0,s1", "sda"], ["marvell", "sda"],
        ["sat+", "sda"], ["sat+jmb39x,0", "sda"],
        ["megaraid,0x1", "sda"], ["megaraid,", "sda"], ["megaraid,0000", "sda"], ["sat,/1", "sda"], ["auto", "SDA"],
        [String(repeating: "a", count: 32), "sda"],
        ["auto", String(repeating: "a", count: 32)],
    ])
    func otherWordsAreRefused(words: [String]) throws {
        let answer = try run(words)
        #expect(answer.status == 64 && answer.output.isEmpty)
    }

    /// While an earlier one hangs on the disk.
    @Test func aSecondRunForADiskDoesNotBegin() throws {
        let tree = try Tree()
        let lock = unsafe open("\(tree.path)/sdzzz-auto", O_RDWR | O_CREAT, 0o600)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        func run(_ type: String) throws -> (status: Int32, text: String) {
            let (process, output) = (Process(), Pipe())
            process.executableURL = URL(filePath: try #require(reader))
            process.arguments = ["--smartctl", type, "sdzzz"]
            process.environment = ["RUNTIME_DIRECTORY": tree.path]
            process.standardOutput = output
            try process.run()
            let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }
        let busy = try run("auto")
        #expect(busy.status == 75 && busy.text.contains("\"exit_status\":75"))
        #expect(try run("sat").status != 75)
    }

    /// As systemd does for each connection to vigie-smartctl.socket.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: activator), "skipped: there is no \(activator)"))
    func itTakesItsWordsFromAConnection() async throws {
        let tree = try Tree()
        let path = tree.path + "/smartctl.sock"
        let program = [try #require(reader), "--smartctl"]
        try await withActivator(["--accept", "--inetd"], listeningAt: path, program) { _ in
            let client = ReaderClient(socket: tree.path + "/reader.sock", program: nil)
            let answer = try client.send(.smartctl("auto"), to: "sdzzz")
            #expect(String(decoding: answer.bytes, as: UTF8.self).contains("\"exit_status\""))
        }
    }

    @Test func whereNobodyListensThatIsSaid() {
        let client = ReaderClient(socket: "/nonexistent/reader.sock", program: nil)
        #expect { try client.send(.smartctl("auto"), to: "sda") } throws: { error in
            [.notFound, .unavailable].contains((error as? HostError)?.code)
        }
    }
}
