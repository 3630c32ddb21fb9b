import CLinux
import Glibc
import Host
import Testing

/// The client against a peer that the test plays.
@Suite(.timeLimit(.minutes(5)))
struct ReaderClientTests {
    private let tree: Tree
    private let listener: Listener
    private let path: String

    init() throws {
        tree = try Tree()
        path = tree.path + "/reader.sock"
        listener = Listener(path: path)
    }

    @Test func answersAreReturned() throws {
        let client = ReaderClient(socket: path, program: nil)
        let sent = Running { outcome { try client.send(.nvmeLog(0x02), to: "nvme0") } }
        let peer = try #require(listener.accept())
        let request = try #require(peer.receiveRequest())
        #expect(Int(request.version) == vigie_packet_version && Int(request.command) == vigie_nvme_log | 0x02)
        #expect(diskName(request) == "nvme0")
        peer.sendAnswer(vigie_done, id: request.id, bytes: [1, 2, 3])
        #expect(sent.value() == .success(DiskAnswer(bytes: [1, 2, 3])))
    }

    @Test func aHungDiskDelaysNoOther() throws {
        let client = ReaderClient(socket: path, program: nil)
        let hung = Running { outcome { try client.send(.ataIdentify, to: "sda") } }
        let peer = try #require(listener.accept())
        let first = try #require(peer.receiveRequest())
        let other = Running { outcome { try client.send(.ataIdentify, to: "sdb") } }
        let second = try #require(peer.receiveRequest())
        #expect([diskName(first), diskName(second)] == ["sda", "sdb"])
        peer.sendAnswer(vigie_done, id: second.id, bytes: [2])
        #expect(other.value() == .success(DiskAnswer(bytes: [2])))
        peer.sendAnswer(vigie_done, id: first.id, bytes: [1])
        #expect(hung.value() == .success(DiskAnswer(bytes: [1])))
    }

    @Test func patienceEndsAndALateAnswerIsDropped() throws {
        let client = ReaderClient(socket: path, program: nil, patience: 0.05)
        let patient = ReaderClient(socket: path, program: nil)
        let late = outcome { try client.send(.ataIdentify, to: "sda") }
        #expect(late == .failure(HostError(.timedOut, "sda did not answer within 0.05 s")))
        let peer = try #require(listener.accept())
        let first = try #require(peer.receiveRequest())
        peer.sendAnswer(vigie_done, id: first.id, bytes: [1])
        let again = outcome { try client.send(.ataIdentify, to: "sda") }
        #expect(again == .failure(HostError(.timedOut, "sda did not answer within 0.05 s")))
        #expect(try #require(peer.receiveRequest()).id != first.id)

        let sent = Running { outcome { try patient.send(.ataIdentify, to: "sda") } }
        let other = try #require(listener.accept())
        let request = try #require(other.receiveRequest())
        other.sendAnswer(vigie_done, id: request.id &- 1, bytes: [9])
        other.send([1, 2, 3])
        other.sendAnswer(vigie_done, id: request.id, bytes: [9], length: 4000)
        other.sendAnswer(vigie_done, id: request.id, bytes: [2])
        #expect(sent.value() == .success(DiskAnswer(bytes: [2])))
    }

    /// Of the disks nothing is known then: none of them may pass for one that hangs.
    @Test func aReaderThatTakesNothingIsNoHungDisk() throws {
        let client = ReaderClient(socket: path, program: nil, patience: 0.001)
        func code() -> HostError.Code? {
            if case .failure(let error) = outcome({ try client.send(.ataIdentify, to: "sda") }) {
                error.code
            } else {
                nil
            }
        }
        let codes = (0..<10_000).lazy.map { _ in code() }
        #expect(codes.first { $0 != .timedOut } == .unavailable)
    }

    @Test(arguments: [
        (vigie_busy, UInt32(0), HostError(.timedOut, "sda is still busy with an earlier command")),
        (vigie_not_a_disk, UInt32(0), HostError(.refused, "asking sda for ata.identify: /dev/sda is not such a disk")),
        (
            vigie_system_error, UInt32(ENOENT),
            HostError(.notFound, "asking sda for ata.identify: No such file or directory")
        ),
        (vigie_system_error, UInt32(EACCES), HostError(.denied, "asking sda for ata.identify: Permission denied")),
        (
            vigie_system_error, UInt32(ENOTTY),
            HostError(.refused, "asking sda for ata.identify: it does not take such commands")
        ),
        (
            vigie_sense_error, UInt32(0x52000),
            HostError(.refused, "asking sda for ata.identify: refused with sense 52000h (key, ASC, ASCQ)")
        ),
        (
            vigie_nvme_error, UInt32(0x4002),
            HostError(.refused, "asking sda for ata.identify: refused with NVMe status 4002h")
        ),
        (
            vigie_nvme_error, UInt32(0x371),
            HostError(.timedOut, "asking sda for ata.identify: the kernel gave it up with NVMe status 371h")
        ),
        (
            vigie_short_data, UInt32(12),
            HostError(.refused, "asking sda for ata.identify: the answer is 12 bytes short")
        ),
        (
            99, UInt32(0),
            HostError(
                .failed,
                "asking sda for ata.identify: vigie-reader answered with status 99; is it of another release?"
            )
        ),
    ])
    func errorsSayWhatHappened(_ status: Int, _ detail: UInt32, _ expected: HostError) throws {
        let client = ReaderClient(socket: path, program: nil)
        let sent = Running { outcome { try client.send(.ataIdentify, to: "sda") } }
        let peer = try #require(listener.accept())
        peer.sendAnswer(status, id: try #require(peer.receiveRequest()).id, detail: detail)
        #expect(sent.value() == .failure(expected))
    }

    @Test func aReaderThatEndedIsAskedAgainOnce() throws {
        let client = ReaderClient(socket: path, program: nil)
        let sent = Running { outcome { try client.send(.ataIdentify, to: "sda") } }
        do {
            let peer = try #require(listener.accept())
            _ = peer.receiveRequest()
        }
        do {
            let peer = try #require(listener.accept())
            peer.sendAnswer(vigie_done, id: try #require(peer.receiveRequest()).id, bytes: [7])
            #expect(sent.value() == .success(DiskAnswer(bytes: [7])))
        }
        let next = Running { outcome { try client.send(.ataIdentify, to: "sda") } }
        _ = try #require(listener.accept()).receiveRequest()
        #expect(next.value()?.code == .unavailable)
    }

    @Test func withoutAReader() {
        let nowhere = ReaderClient(socket: tree.path + "/nothing.sock", program: nil)
        #expect(code { _ = try nowhere.send(.ataIdentify, to: "sda") } == .unavailable)
        let noProgram = ReaderClient(socket: nil, program: tree.path + "/no-program")
        #expect(code { _ = try noProgram.send(.ataIdentify, to: "sda") } == .unavailable)
        let long = ReaderClient(socket: "/" + String(repeating: "x", count: 200), program: nil)
        #expect(code { _ = try long.send(.ataIdentify, to: "sda") } == .unavailable)
        #expect(code { _ = try nowhere.send(.ataIdentify, to: String(repeating: "s", count: 32)) } == .notFound)
    }
}

/// What a body returned, or the error of a host that it threw.
func outcome<Value>(_ body: () throws -> Value) -> Result<Value, HostError> {
    do {
        return .success(try body())
    } catch let error as HostError {
        return .failure(error)
    } catch {
        return .failure(HostError(.failed, "not a HostError: \(error)"))
    }
}

extension Result where Failure == HostError {
    var code: HostError.Code? {
        if case .failure(let error) = self { return error.code }
        return nil
    }
}
