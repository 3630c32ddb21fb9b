@testable import Probes
import Health
import Host
import TestSupport
import Testing

/// Disks that only smartctl can reach.
struct SmartctlProbeTests {
    private var host = FakeHost()
    private var memory = ProbeMemory()

    private static let stick = DiskNode(
        name: "sdx",
        transport: .usb,
        model: "Stick",
        serial: "AB-77",
        port: "usb-1:1",
        isRotational: true,
        blocks: ["sdx"]
    )
    private static let report = #"""
        {"smartctl": {"exit_status": 0}, "model_name": "ST1000", "serial_number": "ZA1B2C3D", "firmware_version": "F1",
         "smart_status": {"passed": true}, "user_capacity": {"bytes": 1000204886016},
         "ata_smart_attributes": {"table": [{"id": 5, "value": 100, "worst": 100, "thresh": 10, "flags": {"value": 51},
          "raw": {"value": 9}}]}}
        """#

    private mutating func poll(_ probe: DiskProbe = DiskProbe()) throws -> [Observation] {
        try probe.poll(host, memory: &memory)
    }

    @Test mutating func aBridgeIsAskedThroughSmartctlAndThatIsSaid() throws {
        host.plug((Self.stick, [.smartctl("auto"): Array(Self.report.utf8)]))
        host.files["/sys/block/sdx/stat"] = Array("1 0 1\n".utf8)
        let seen = try poll()
        #expect(seen[0].state == .read && seen[0].component == Component(.disk, "ZA1B2C3D"))
        #expect(seen[0].name == "ST1000" && seen[0][.reallocatedSectors] == 9)
        #expect(seen[0].identity.contains { $0 == ("through", "smartctl -d auto") })
        #expect(host.log.take() == ["sdx/smartctl.auto.json"])
        // With platters, and not used since.
        #expect(try poll()[0].state == .unused)
        #expect(host.log.take() == [])
    }

    @Test(arguments: [
        (
            #"{"smartctl": {"exit_status": 1, "messages": [{"string": "Unknown USB bridge"}]}}"#,
            "smartctl: Unknown USB bridge"
        ),
        ("smartctl 6.6", Reason.notSmartctls.text), ("", Reason.notSmartctls.text),
    ])
    mutating func whatCannotBeReachedIsSaidAndTriedAgainTheNextDay(answer: String, reason: String) throws {
        host.plug((Self.stick, [.smartctl("auto"): Array(answer.utf8)]))
        for _ in 0..<3 { #expect(try poll()[0].state == .notWatched(reason)) }
        #expect(host.log.take().count == 1)
        host.moment.time = host.moment.time.advanced(by: 86_400)
        _ = try poll()
        #expect(host.log.take().count == 1)
    }

    @Test mutating func withoutSmartctlWhatIsNeededIsSaid() throws {
        host.diskNodes = [Self.stick]
        host.errors["/disks/sdx/smartctl.auto.json"] = HostError(.unavailable, "nobody listens")
        let seen = try poll()
        #expect(seen[0].state == .notWatched(Reason.noSmartctl.text))
        #expect(seen[0].component == Component(.disk, "AB-77") && seen[0].name == "Stick")
    }

    /// Opened, it would be woken; given up by the kernel, it does not answer.
    @Test mutating func aDiskThatTheKernelDoesNotReachIsNotAsked() throws {
        host.plug((Self.stick, [.smartctl("auto"): Array(Self.report.utf8)]))
        host.files["/sys/block/sdx/device/power/control"] = Array("auto\n".utf8)
        host.files["/sys/block/sdx/device/power/runtime_status"] = Array("suspended\n".utf8)
        #expect(try poll()[0].state == .asleep)
        host.files["/sys/block/sdx/device/power/runtime_status"] = Array("active\n".utf8)
        host.files["/sys/block/sdx/device/state"] = Array("offline\n".utf8)
        #expect(try poll()[0][.answering] == 0)
        #expect(host.log.take() == [])
    }

    @Test mutating func anEarlierRunThatHangsIsADiskThatDoesNotAnswer() throws {
        let busy = #"{"smartctl":{"exit_status":75,"messages":[{"string":"an earlier smartctl has not ended"}]}}"#
        host.plug((Self.stick, [.smartctl("auto"): Array(busy.utf8)]))
        for _ in 0..<2 { #expect(try poll()[0][.answering] == 0) }
        #expect(host.log.take().count == 2)
    }

    @Test mutating func whatMayPassIsTriedAtTheNextPoll() throws {
        host.diskNodes = [Self.stick]
        host.errors["/disks/sdx/smartctl.auto.json"] = HostError(.failed, "the connection broke")
        for _ in 0..<2 { #expect(try poll()[0].state == .notWatched("the connection broke")) }
        #expect(host.log.take().count == 2)
    }

    @Test mutating func aSleepingDiskIsLeftAsleep() throws {
        let standby =
            #"{"smartctl": {"exit_status": 129, "messages": [{"string": "Device is in STANDBY mode, exit(129)"}]}}"#
        host.plug((Self.stick, [.smartctl("auto"): Array(standby.utf8)]))
        #expect(try poll()[0].state == .asleep)
    }

    @Test mutating func theMembersOfARAIDAreDisksOfTheirOwn() throws {
        host.answers["sda"] = [.smartctl("megaraid,0"): Array(Self.report.utf8)]
        host.errors["/disks/sda/smartctl.megaraid,1.json"] = HostError(.refused, "smartctl: gone")
        let members = [
            RAIDMember(name: "bay0", type: "megaraid,0", device: "sda"),
            RAIDMember(name: "bay1", type: "megaraid,1", device: "sda"),
        ]
        let seen = try poll(DiskProbe(interval: 600, selfTesting: nil, members: members))
        #expect(seen.map(\.state) == [.read, .notWatched("smartctl: gone")])
        #expect(seen.map(\.component) == [Component(.disk, "ZA1B2C3D"), Component(.disk, "sda megaraid,1")])
        #expect(seen.map(\.name) == ["ST1000", "bay1"])
        // Nobody has used what the controller makes of them.
        host.files["/sys/block/sda/queue/rotational"] = Array("1\n".utf8)
        host.files["/sys/block/sda/stat"] = Array("1 0 1\n".utf8)
        _ = try poll(DiskProbe(interval: 600, selfTesting: nil, members: members))
        _ = host.log.take()
        #expect(try poll(DiskProbe(interval: 600, selfTesting: nil, members: members))[0].state == .unused)
        #expect(host.log.take() == [])
        // But once a day; and what fails on the whole of them is no member's.
        host.moment.time = host.moment.time.advanced(by: 86_400)
        host.files["/sys/block/sda/device/ioerr_cnt"] = Array("0x9\n".utf8)
        let next = try poll(DiskProbe(interval: 600, selfTesting: nil, members: members))
        #expect(next[0].state == .read && next.allSatisfy { $0[.ioErrorsAdded] == nil })
        host.files["/sys/block/sda/device/state"] = Array("offline\n".utf8)
        let gone = try poll(DiskProbe(interval: 600, selfTesting: nil, members: members))
        #expect(gone.allSatisfy { $0[.answering] == nil && $0.state != .read })
    }
}
