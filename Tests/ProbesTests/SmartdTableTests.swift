import Health
import Host
import Probes
import TestSupport
import Testing

/// What smartd 7.3 as Debian 12 sets it up was seen to say of the same scenarios (facts/disks.md section 0): Vigie opens a ticket in
/// each of its silent rows, and none in its false one.
struct SmartdTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let scenario: String
        let smartd: String
        /// What Vigie opens.
        let rules: Set<RuleID>
        /// The disk when it is first seen, and later.
        let before: @Sendable () -> FakeDisk
        let after: @Sendable () -> FakeDisk

        var testDescription: String { scenario }
    }

    static let rows = [
        Row(
            scenario:
                "NVMe: spare 100 to 5 % (threshold 10), used 3 to 104 %, media errors 0 to 7, no critical warning",
            smartd: "silent",
            rules: ["disk.spare", "disk.wear", "disk.media-errors"],
            before: { health(spare: 100, used: 3) },
            after: { health(spare: 5, used: 104, mediaErrors: 7) }
        ),
        Row(
            scenario: "ATA: attribute 5 raw 0 to 2000, 187 raw 0 to 91, normalized values unchanged",
            smartd: "silent",
            rules: ["disk.reallocated-sectors", "disk.reported-uncorrectable"],
            before: { ata("sda", serial: "WD-1001", reallocated: 0) },
            after: { ata("sda", serial: "WD-1001", reallocated: 2000, reported: 91) }
        ),
        Row(
            scenario: "ATA: first seen with a failed extended self-test in log 06h",
            smartd: "silent",
            rules: ["disk.failed-self-test"],
            before: { withFailedSelfTest(ata("sda", serial: "WD-1001", reallocated: 0)) },
            after: { withFailedSelfTest(ata("sda", serial: "WD-1001", reallocated: 0)) }
        ),
        Row(
            scenario: "SAS: uncorrected reads 0 to 500, exceptions page clean",
            smartd: "silent",
            rules: ["disk.uncorrected-errors"],
            before: { sas("sda", notice: 0, uncorrected: 0) },
            after: { sas("sda", notice: 0, uncorrected: 500) }
        ),
        Row(
            scenario: "NVMe: error log entries 980 to 981, the newest the host's own invalid field",
            smartd: "FALSE ALERT",
            rules: [],
            before: { health(spare: 100, used: 3, entries: 980) },
            after: { health(spare: 100, used: 3, entries: 981) }
        ),
        Row(
            scenario: "NVMe: critical warning 05h",
            smartd: "alert",
            rules: ["disk.failing"],
            before: { health(spare: 100, used: 3) },
            after: { health(warning: 0x05, spare: 100, used: 3) }
        ),
        Row(
            scenario: "SAS: exceptions page 5D/10",
            smartd: "alert",
            rules: ["disk.failing"],
            before: { sas("sda", notice: 0, uncorrected: 0) },
            after: { sas("sda", uncorrected: 0) }
        ),
    ]

    @Test(arguments: rows)
    func whatSmartdMisses(row: Row) throws {
        var memory = ProbeMemory()
        var states: [RuleID: RuleState] = [:]
        var opened: Set<RuleID> = []
        for (index, disk) in [row.before(), row.after()].enumerated() {
            var host = FakeHost()
            host.plug(disk)
            host.moment.uptime += Double(index) * 600
            let seen = try #require(try DiskProbe().poll(host, memory: &memory).first)
            #expect(seen.state == .read)
            for rule in Catalogue.rules(for: .disk) {
                var state = states[rule.id] ?? RuleState()
                let event = state.take(rule.assess(seen), of: rule, on: seen.component, name: "", at: host.moment)
                if event?.kind == .open { opened.insert(rule.id) }
                states[rule.id] = state
            }
        }
        print(
            "\(row.scenario): smartd 7.3 \(row.smartd), Vigie \(opened.isEmpty ? "silent" : "\(opened.count) tickets")"
        )
        #expect(opened == row.rules)
    }
}

/// An NVMe disk whose newest error is a field of a command that it did not know.
private func health(
    warning: UInt8 = 0,
    spare: UInt8,
    used: UInt8,
    mediaErrors: UInt8 = 0,
    entries: UInt16 = 0
) -> FakeDisk {
    var disk = nvme("nvme0", serial: "S4EW-2002")
    disk.answers[.nvmeLog(0x02)]?[0] = warning
    disk.answers[.nvmeLog(0x02)]?[3] = spare
    disk.answers[.nvmeLog(0x02)]?[5] = used
    disk.answers[.nvmeLog(0x02)]?[160] = mediaErrors
    disk.answers[.nvmeLog(0x02)]?[176] = UInt8(entries & 0xFF)
    disk.answers[.nvmeLog(0x02)]?[177] = UInt8(entries >> 8)
    var errors = [UInt8](repeating: 0, count: 1024)
    (errors[0], errors[1], errors[12]) = (UInt8(entries & 0xFF), UInt8(entries >> 8), 0x04)
    disk.answers[.nvmeLog(0x01)] = errors
    return disk
}

/// The disk with a self-test log in which an extended test met a sector that it could not read.
private func withFailedSelfTest(_ disk: FakeDisk) -> FakeDisk {
    var disk = disk
    for offset in [168, 174] { disk.answers[.ataIdentify]?[offset] = 0x02 }
    var log = [UInt8](repeating: 0, count: 512)
    log[2...10] = [2, 0x70, 0xE8, 3, 0, 0, 16, 0, 0]
    log[508] = 1
    log[511] = 0 &- log.reduce(0, &+)
    disk.answers[.ataSmartLog(0x06)] = log
    return disk
}
