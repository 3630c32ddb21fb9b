import Foundation
import Health
import Probes
import TestSupport
import Testing
import Wire

@testable import AgentCommands

/// `vigie disks` on recorded machines.
struct DisksTests {
    /// A healthy NVMe controller at 40 degrees with one media error.
    private static func recording() throws -> Folder {
        var identify = [UInt8](repeating: 0, count: 4096)
        for (text, start) in [("S4EW-2002", 4), ("NVME DISK", 24), ("F2", 64)] {
            for (index, byte) in text.utf8.enumerated() { identify[start + index] = byte }
        }
        var log = [UInt8](repeating: 0, count: 512)
        log[1...5] = [0x39, 0x01, 100, 10, 3]
        log[160] = 1
        return try Folder(bytes: [
            "times": Array("now 2026-11-23T21:00:00.000Z 1000.0 boot\n".utf8),
            "disks/nvme0/nvme.id01": identify, "disks/nvme0/nvme.log02": log,
        ])
    }

    @Test func disksAreListed() async throws {
        let folder = try Self.recording()
        let done = await vigie("disks", "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.hasPrefix("VERDICT DEVICE"))
        #expect(done.output.contains("watch   /dev/nvme0 NVME DISK S4EW-2002"))
        #expect(done.output.contains("40 °C"))
        let empty = try Folder()
        let none = await vigie("disks", "--host", empty.path)
        #expect(none.status == 0 && none.output == "No disk was found.\n")
    }

    @Test(arguments: ["nvme0", "/dev/nvme0", "S4EW-2002", "disk/S4EW-2002"])
    func oneDiskIsShownWithTheEvidenceOfItsConditions(name: String) async throws {
        let folder = try Self.recording()
        let done = await vigie("disks", name, "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.contains("Media errors: 1 (limit 1)\n  NVMe log 02h, media and data integrity errors"))
        #expect(done.output.contains("  Firmware: F2\n"))
        #expect(done.output.contains("  Spare: 100 %\n"))
    }

    /// In the language of who reads it; a program has the same words everywhere.
    @Test func theEvidenceIsFrenchInTextAndEnglishInJSON() async throws {
        let folder = try Self.recording()
        let french = ["LANG": "fr_FR.UTF-8"]
        let text = await vigie("disks", "nvme0", "--host", folder.path, environment: french)
        #expect(text.output.contains("(limite 1)\n  Journal NVMe 02h, erreurs du support"), "\(text.output)")
        let done = await vigie("disks", "nvme0", "--json", "--host", folder.path, environment: french)
        let own = (try json(done) as? [String: Any])?["vigie"] as? [String: Any]
        let conditions = try #require(own?["conditions"] as? [[String: Any]])
        let evidence = conditions.compactMap { $0["evidence"] as? String }
        #expect(evidence == ["NVMe log 02h, media and data integrity errors: data that the disk could not give back."])
    }

    /// Disks drawn by lot say all that disks can say.
    @Test(arguments: ["en_GB.UTF-8", "fr_FR.UTF-8"])
    func everythingHasWords(locale: String) async throws {
        var disk = RandomDisk(seed: 20_261_128)
        for answers in (0..<10).flatMap({ _ in [disk.ata(), disk.nvme(), disk.scsi()] }) {
            let folder = try Folder(bytes: Dictionary(uniqueKeysWithValues: answers.map { ("disks/x/\($0)", $1) }))
            let done = await vigie(["disks", "x", "--host", folder.path], environment: ["LANG": locale])
            #expect(done.status == 0, "\(done.errors)")
            // Names of readings are words of small letters with hyphens.
            let names = done.output.split(separator: "\n").filter {
                $0.wholeMatch(of: #/\ \ [a-z]+(-[a-z]+)*\u{A0}?: .*/#) != nil
            }
            #expect(names == [])
        }
    }

    @Test func whatMovedIsDrawnWithTheDayOnWhichItEnds() async throws {
        let fact = Fact(
            component: Component(.disk, "S1"),
            name: "Example SSD",
            verdict: .watch,
            readAt: now,
            identity: [("device", "/dev/nvme0")],
            readings: [
                Reading(.percentageUsed, 60),
                Reading(DiskHistory.history(of: .percentageUsed), .text("20680:40.0 20720:50.0 20760:60.0")),
                Reading(.wearDaysLeft, 160),
            ]
        )
        let report = FakeAgent.text(ControlReport(host: "ws", time: now, facts: [fact], conditions: []).lines)
        let answers: [ControlRequest: String] = [.report: report, .status: FakeAgent.text(AgentStatus().lines)]
        try await FakeAgent.with(answers) { agent in
            let done = await vigie("disks", "nvme0", "--socket", agent.path)
            #expect(done.output.contains("  Endurance used: ▁▁▁"), "\(done.output)\(done.errors)")
            #expect(done.output.contains("█  40 % → 60 %, 2026-08-15 – 2026-11-03\n"), "\(done.output)")
            #expect(done.output.contains("  endurance used up: 2027-0"), "\(done.output)")
            #expect(!done.output.contains("20680:40"))
        }
    }

    /// The members are those of smartctl 7.3 for a log with these entries.
    @Test func selfTestsHaveSmartctlsNamesInJSON() async throws {
        let text =
            "extended failed: read part at 1200 h, sector 99; selective aborted at 1190 h; short passed at 24 h; "
            + "vendor running"
        let scale = Reading.Scale(current: 100, worst: 100, threshold: 10, raw: 0, flags: 3)
        let fact = Fact(
            component: Component(.disk, "S1"),
            name: "Disk",
            verdict: .failing,
            readAt: now,
            identity: [("device", "/dev/sda"), ("protocol", "ATA")],
            readings: [
                Reading(.failedSelfTests, 1), Reading(Quantity("self-tests", .text), .text(text)),
                Reading(Quantity("attribute-5-reallocated-sector-ct"), .number(0), scale: scale),
            ]
        )
        let report = FakeAgent.text(ControlReport(host: "ws", time: now, facts: [fact], conditions: []).lines)
        let answers: [ControlRequest: String] = [.report: report, .status: FakeAgent.text(AgentStatus().lines)]
        try await FakeAgent.with(answers) { agent in
            let found = try json(await vigie("disks", "sda", "--json", "--socket", agent.path)) as? [String: Any]
            let log = (found?["ata_smart_self_test_log"] as? [String: Any])?["standard"] as? [String: Any]
            let expected: [String: Any] = [
                "count": 4, "error_count_total": 1,
                "table": [
                    [
                        "type": ["value": 2, "string": "Extended offline"],
                        "status": ["string": "Completed: read failure", "passed": false], "lifetime_hours": 1200,
                        "lba": 99,
                    ],
                    [
                        "type": ["value": 4, "string": "Selective offline"], "status": ["string": "Aborted by host"],
                        "lifetime_hours": 1190,
                    ],
                    [
                        "type": ["value": 1, "string": "Short offline"],
                        "status": ["string": "Completed without error", "passed": true], "lifetime_hours": 24,
                    ],
                    ["type": ["string": "vendor"], "status": ["string": "Self-test routine in progress"]],
                ],
            ]
            #expect(log.map { NSDictionary(dictionary: $0) } == NSDictionary(dictionary: expected))
        }
    }

    /// As the recorded machine's settings name them; other sections of them are none of this program's business.
    @Test func theMembersOfARAIDAreListed() async throws {
        let settings =
            "[desk]\naddress = desk.example.org\n[disks]\ninterval = 1 min\n"
        let report = #"""
            {"smartctl":{"exit_status":0},"device":{"protocol":"SCSI"},"scsi_model_name":"LAB SASDISK","serial_number":"SAS-1",
             "smart_status":{"passed":true},"scsi_grown_defect_list":9}
            """#
        let folder = try Folder([
            "etc/vigie/agent.conf": settings,
            "etc/vigie/agent.conf.d/raid.conf": "[raid bay0]\ntype = megaraid,0\ndevice = sda\n",
            "disks/sda/smartctl.megaraid,0.json": report,
        ])
        let done = await vigie("disks", "SAS-1", "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.output.contains("Read through: smartctl -d megaraid,0\n"))
        #expect(done.output.contains("Protocol: SCSI\n") && done.output.contains("Reallocated sectors: 9"))
        let wrong = try Folder(["etc/vigie/agent.conf": "\n[disks]\ninterval = soon\n"])
        let said = await vigie("disks", "--host", wrong.path)
        #expect(
            said.errors.contains("settings: /etc/vigie/agent.conf:3") || said.errors.contains("line 3"),
            "\(said.errors)"
        )
    }

    @Test func aWrongNameIsSaid() async throws {
        let folder = try Self.recording()
        let done = await vigie("disks", "sdq", "--host", folder.path)
        #expect(done.status == 1)
        #expect(done.errors == "vigie: No disk is called sdq. 'vigie disks' lists those that there are.\n")
    }

    @Test func oneDiskIsAnObjectAndAllAreAnArray() async throws {
        let folder = try Self.recording()
        let one = try #require(
            try json(await vigie("disks", "nvme0", "--json", "--host", folder.path)) as? [String: Any]
        )
        let all = try #require(try json(await vigie("disks", "--json", "--host", folder.path)) as? [[String: Any]])
        #expect(all.count == 1)
        #expect(all.first.map { NSDictionary(dictionary: $0) } == NSDictionary(dictionary: one))
        let log = one["nvme_smart_health_information_log"] as? [String: Any]
        #expect(log?["media_errors"] as? Int == 1 && log?["percentage_used"] as? Int == 3)
        let own = one["vigie"] as? [String: Any]
        #expect(own?["verdict"] as? String == "watch")
    }

    private func json(_ done: Outcome) throws -> Any {
        #expect(done.status == 0, "\(done.errors)")
        return try JSONSerialization.jsonObject(with: Data(done.output.utf8))
    }
}
