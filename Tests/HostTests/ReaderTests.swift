import CLinux
import Foundation
import Glibc
import Testing

@testable import Host

/// The real vigie-reader, built beside the test bundle.
let reader: String? = {
    guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
    let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("vigie-reader").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
}()

@Suite(.enabled(if: reader != nil, "vigie-reader is not built: swift build --product vigie-reader"))
struct ReaderTests {
    @Test func adiskThatDoesNotExist() throws {
        let running = try ReaderProcess()
        running.client.sendRequest(vigie_ata_identify, disk: "sdzzz", id: 5)
        let answer = try #require(running.client.receiveAnswer())
        #expect(answer.id == 5)
        #expect(Int(answer.status) == vigie_system_error && answer.detail == UInt32(ENOENT) && answer.length == 0)
    }

    private static let unlisted: [(Int, String)] = [
        (vigie_ata_identify, "../x"), (vigie_ata_identify, ""), (vigie_ata_identify, "sd a"),
        (vigie_ata_identify, "SDA"), (vigie_ata_identify, "sda\n"), (vigie_ata_identify, "disk/by"),
        (vigie_ata_identify, "."), (vigie_ata_identify, "nvme0"),
        (vigie_ata_identify, String(repeating: "a", count: 32)), (0, "sda"), (12, "sda"), (65_535, "sda"),
        (vigie_nvme_log + 2, "nvme0n1"), (vigie_nvme_log + 2, "watchdog"), (vigie_nvme_log + 2, "sda"),
        (vigie_nvme_log + 3, "nvme0"), (vigie_scsi_inquiry, "nvme0"), (vigie_ata_smart_log + 7, "sda"),
        (vigie_ata_smart_log, "sda"),
        (vigie_ata_general_log + 0x48, "sda"), (vigie_scsi_log + 7, "sda"),
        (vigie_ata_self_test, "sda"), (vigie_ata_self_test + 3, "sda"), (vigie_ata_self_test + 0x81, "sda"),
        (vigie_nvme_self_test + vigie_test_selective, "nvme0"), (vigie_nvme_self_test + vigie_test_short, "sda"),
        (vigie_scsi_self_test + vigie_test_selective, "sda"), (vigie_scsi_self_test + vigie_test_short, "nvme0"),
    ]

    @Test(arguments: unlisted)
    func whatIsNotOnTheListIsRefused(_ command: Int, _ disk: String) throws {
        let running = try ReaderProcess()
        running.client.sendRequest(command, disk: disk, id: 6)
        let answer = try #require(running.client.receiveAnswer())
        #expect(answer.id == 6 && Int(answer.status) == vigie_bad_request)
    }

    @Test(arguments: [
        (vigie_ata_self_test + vigie_test_short, UInt64(0), UInt64(0), true),
        (vigie_ata_self_test + vigie_test_selective, 5, 9, true),
        (vigie_ata_self_test + vigie_test_selective, 9, 9, true),
        (vigie_ata_self_test + vigie_test_selective, 9, 5, false),
    ])
    func aSelfTestIsOnTheListWithSectorsInOrder(command: Int, first: UInt64, last: UInt64, isListed: Bool) throws {
        let running = try ReaderProcess()
        running.client.send(requestBytes(command, disk: "sdzzz", id: 5, sectors: (first, last)))
        let status = try Int(#require(running.client.receiveAnswer()).status)
        #expect(status == (isListed ? vigie_system_error : vigie_bad_request))
    }

    @Test func whatIsNoDiskIsNotOpened() throws {
        let running = try ReaderProcess()
        for name in ["null", "watchdog", "shm"] where FileManager.default.fileExists(atPath: "/dev/\(name)") {
            running.client.sendRequest(vigie_ata_identify, disk: name, id: 7)
            #expect(try Int(#require(running.client.receiveAnswer()).status) == vigie_not_a_disk)
        }
    }

    @Test func brokenPacketsDoNoHarm() throws {
        let running = try ReaderProcess()
        let whole = requestBytes(vigie_ata_identify, disk: "sdzzz", id: 8)
        let zeros = [UInt8](repeating: 0, count: 5000)
        for packet in [
            Array(whole.prefix(1)), Array(whole.prefix(8)), Array(whole.prefix(40)), Array(whole.prefix(55)),
            whole + [0], whole + zeros,
        ] {
            running.client.send(packet)
            let answer = try #require(running.client.receiveAnswer())
            #expect(answer.id == (packet.count >= 8 ? 8 : 0) && Int(answer.status) == vigie_bad_request)
        }
        running.client.sendRequest(vigie_ata_identify, disk: "sdzzz", id: 9, version: vigie_packet_version + 1)
        #expect(try Int(#require(running.client.receiveAnswer()).status) == vigie_bad_request)
        running.client.send(whole)
        #expect(try Int(#require(running.client.receiveAnswer()).status) == vigie_system_error)
    }

    @Test func endsWhenIdle() throws {
        let running = try ReaderProcess(idle: 1)
        #expect(running.client.receive() == [], "the reader hangs up by ending")
        #expect(running.exitStatus() == 0)
    }

    @Test func endsWhenItsOnlyClientHangsUp() throws {
        let running = try ReaderProcess(idle: 86_400)
        _ = shutdown(running.client.descriptor, Int32(SHUT_RDWR))
        #expect(running.exitStatus() == 0)
    }

    @Test func servesSeveralClientsOnAListeningSocket() throws {
        let tree = try Tree()
        let path = tree.path + "/reader.sock"
        let running = try ReaderProcess(listening: Listener(path: path))
        let clients = (0..<2).map { _ in ReaderClient(socket: path, program: nil) }
        for client in clients + clients {
            #expect(code { _ = try client.send(.ataSmartData, to: "sdzzz") } == .notFound)
            #expect(code { _ = try client.send(.nvmeLog(0x02), to: "nvme99") } == .notFound)
        }
        kill(running.child, SIGTERM)
        #expect(running.exitStatus() == 128 + SIGTERM)
    }

    @Test func theClientStartsItAndStartsItAgain() throws {
        let script = try ReaderScript()
        let client = ReaderClient(socket: nil, program: script.program)
        #expect(code { _ = try client.send(.ataIdentify, to: "sdzzz") } == .notFound)
        kill(try script.processes()[0], SIGKILL)
        #expect(code { _ = try client.send(.ataIdentify, to: "sdzzz") } == .notFound)
        #expect(code { _ = try client.send(.ataIdentify, to: "null") } == .refused)
        #expect(try script.processes().count == 2)
    }

    @Test func helpHasAnExample() throws {
        let host = try LiveHost()
        let help = HostCommand(name: "help", arguments: [reader ?? "", "--help"], timeout: 5, outputLimit: 4096)
        let output = try host.run(help)
        #expect(output.status == 0)
        #expect(String(decoding: output.output, as: UTF8.self).contains("\nExamples:\n"))
        for wrong in [["--idle"], ["--idle", "0"], ["--idle", "x"], ["--nonsense"], []] {
            let command = HostCommand(name: "wrong", arguments: [reader ?? ""] + wrong, timeout: 5, outputLimit: 4096)
            #expect(try host.run(command).status == 64)
        }
    }
}

/// A reader that runs as a child, and our end of its socket.
private final class ReaderProcess {
    let client: Peer
    let child: pid_t
    private var isReaped = false

    init(idle: Int = 30) throws {
        let (ours, theirs) = Peer.pair()
        client = ours
        child = try Self.start(["--connected", "--idle", "\(idle)"], descriptor: theirs.descriptor)
    }

    init(listening listener: Listener) throws {
        client = Peer(-1)
        child = try Self.start([], descriptor: listener.descriptor)
    }

    deinit {
        if !isReaped {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
    }

    /// How it ends, within 60 s.
    func exitStatus() -> Int32? {
        var status: Int32 = 0
        let end = ContinuousClock.now + .seconds(60)
        while !isReaped {
            isReaped = unsafe waitpid(child, &status, WNOHANG) == child
            guard ContinuousClock.now < end else { return nil }
            usleep(5000)
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// Hands the descriptor over as systemd does: a shell is the one who knows the pid before the program runs.
    private static func start(_ arguments: [String], descriptor: Int32) throws -> pid_t {
        let script = "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\""
        let copy = try Descriptor(fcntl(descriptor, F_DUPFD_CLOEXEC, 4), "copying a descriptor")
        return try ChildProcess.start(["/bin/sh", "-c", script, #require(reader)] + arguments, passing: copy, as: 3)
    }
}
