import Foundation
import TestSupport
import Testing

/// `vigie disks --json` beside `smartctl --json` on the same bytes: every name that is not ours is smartctl's, and so is its value.
@Suite(
    .enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)),
    .enabled(if: Smartctl.isThere, Comment(rawValue: Smartctl.absence))
)
struct SmartctlNamesTests {
    /// Of the run, the versions and the block device, which a folder of answers does not have: no word of health.
    private static let about = [
        "device", "json_format_version", "local_time", "smartctl", "smart_support", "logical_block_size",
        "user_capacity",
    ]
    private static let emptyLog = "ata_smart_self_test_log"
    private static let blobs = Captures.names(in: "smart/ata-blob", ending: ".blob")

    @Test(arguments: Self.blobs)
    func aRecordedATADisk(blob: String) async throws {
        let records = try Captures.blob("smart/ata-blob/\(blob)")
        let oracle = "smart/ata-blob-oracle/\(blob.dropLast(5)).smartctl73.json"
        let theirs = try JSONSerialization.jsonObject(with: Captures.data(oracle))
        let status = (theirs as? [String: Any])?["smart_status"] as? [String: Bool]
        let passed = status?["passed"] == true
        let sense: [UInt8] =
            [0x72, 1, 0, 0x1D, 0, 0, 0, 14, 0x09, 0x0C, 0, 0, 0, 0, 0, 0, 0]
            + [passed ? 0x4F : 0xF4, 0, passed ? 0xC2 : 0x2C, 0, 0x50]
        let ours = try await members(of: [
            "ata.identify": records["IDFY"] ?? [], "ata.smartdata": records["SMDT"] ?? [],
            "ata.thresholds": records["SMTH"] ?? [], "ata.senseda": sense,
        ])
        #expect(ours.count >= 5)
        // 0 degrees are no temperature (190).
        let known = ["MCCOE64GEMPP--2.9.09.blob": [".ata_smart_attributes.table: 15, smartctl 16"]]
        #expect(differences(ours, theirs) == known[blob, default: []])
    }

    /// Every answer of them is drawn from what the standards allow.
    @Test(arguments: [
        ("sat", "/dev/sdq", about + ["ata_version", "in_smartctl_database", "trim", "ata_log_directory", emptyLog]),
        (
            "nvme", "/dev/nvme7",
            about + [
                "nvme_version", "nvme_pci_vendor", "nvme_ieee_oui_identifier", "nvme_controller_id",
                "nvme_number_of_namespaces", "nvme_namespaces", "nvme_unallocated_capacity",
            ]
        ),
        // What is 0 where the disk has no such page, and what says the same again.
        (
            "scsi", "/dev/sdq",
            about + [
                "scsi_vendor", "scsi_product", "scsi_version", "device_type", "temperature", "smart_status",
                "temperature_warning", "scsi_temperature",
            ]
        ),
    ])
    func disksDrawnByLot(type: String, device: String, unsaid: [String]) async throws {
        var disk = RandomDisk(seed: 20_261_127)
        var (values, found, missed) = (0, [String](), Set<String>())
        for number in 0..<60 where found.count < 20 {
            let answers = type == "sat" ? disk.ata() : type == "nvme" ? disk.nvme() : disk.scsi()
            let ours = try await members(of: answers)
            let folder = try Folder(bytes: answers)
            let options = ["-d", type, "-x", "-l", "error", "-l", "selftest"]
            let theirs = try JSONSerialization.jsonObject(
                with: Smartctl.json(of: folder.path, type == "sat" ? options : Array(options.prefix(3)), device: device)
            )
            values += leaves(ours)
            found += differences(ours, theirs).map { "disk \(number)\($0)" }
            missed.formUnion(Set((theirs as? [String: Any] ?? [:]).keys).subtracting(ours.keys))
        }
        print("vigie disks --json beside smartctl's, 60 \(type) disks: \(values) values, \(found.count) differ")
        #expect(found == [])
        #expect(missed.subtracting(unsaid).isEmpty)
        #expect(values > 1000)
    }

    /// What Vigie says of a disk under smartctl's names.
    private func members(of answers: [String: [UInt8]]) async throws -> [String: Any] {
        var files = Dictionary(uniqueKeysWithValues: answers.map { ("disks/x/\($0)", $1) })
        files["usr/share/smartmontools/drivedb.h"] = try Smartctl.database()
        let folder = try Folder(bytes: files)
        let done = await vigie("disks", "x", "--json", "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        let all = try JSONSerialization.jsonObject(with: Data(done.output.utf8))
        var members = try #require(all as? [String: Any])
        // The recording's device; what smartctl 7.3 does not have yet; ours.
        for name in ["device", "endurance_used", "spare_available", "vigie"] { members[name] = nil }
        return members
    }

    private func leaves(_ value: Any) -> Int {
        if let object = value as? [String: Any] { return object.values.reduce(0) { $0 + leaves($1) } }
        if let array = value as? [Any] { return array.reduce(0) { $0 + leaves($1) } }
        return 1
    }

    /// Where `ours` says something that `theirs` does not say, or not so.
    private func differences(_ ours: Any, _ theirs: Any?, at path: String = "") -> [String] {
        if let ours = ours as? [String: Any] {
            let theirs = theirs as? [String: Any]
            return ours.sorted { $0.key < $1.key }.flatMap {
                differences($0.value, theirs?[$0.key], at: "\(path).\($0.key)")
            }
        }
        if let ours = ours as? [Any], let theirs = theirs as? [Any] {
            guard ours.count == theirs.count else { return ["\(path): \(ours.count), smartctl \(theirs.count)"] }
            return zip(ours, theirs).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)[\($0)]") }
        }
        let (one, other) = ("\(ours)", theirs.map { "\($0)" } ?? "nothing")
        return one == other ? [] : ["\(path): \(one), smartctl \(other)"]
    }
}
