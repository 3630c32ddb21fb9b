import Foundation
import Health
import Smart
import TestSupport
import Testing

/// `vigie disks --json` beside `smartctl --json` on the same bytes: every name that is not ours is smartctl's, and so is its value; and what
/// smartctl says beyond is one of the kinds below.
@Suite(
    .enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)),
    .enabled(if: Smartctl.isThere, Comment(rawValue: Smartctl.absence))
)
struct SmartctlNamesTests {
    private static let blobs = Captures.names(in: "smart/ata-blob", ending: ".blob")

    /// Why Vigie does not say what smartctl does, by how its paths begin.
    private static let reasons: [(reason: String, paths: [String])] = [
        (
            "the run of smartctl, not the disk",
            [".smartctl", ".json_format_version", ".local_time", ".device", ".in_smartctl_database"]
        ),
        (
            "what the disk is or could do, not how it is",
            [
                ".ata_version", ".sata_version", ".interface_speed", ".form_factor", ".trim", ".smart_support",
                ".model_family", ".ata_additional_product_id", ".ata_security", ".ata_sct_capabilities", ".ata_sct_erc",
                ".read_lookahead", ".write_cache", ".ata_log_directory", ".ata_smart_data.capabilities",
                ".ata_smart_data.offline_data_collection", ".ata_smart_data.self_test.polling_minutes",
                ".nvme_version", ".nvme_pci_vendor", ".nvme_ieee_oui_identifier", ".nvme_controller_id",
                ".nvme_number_of_namespaces", ".nvme_namespaces", ".nvme_unallocated_capacity", ".scsi_vendor",
                ".vendor", ".product", ".revision", ".format_status", ".scsi_product", ".scsi_version",
                ".scsi_transport_protocol", ".device_type", ".scsi_lb_provisioning",
                ".scsi_protection", ".logical_unit_id", ".scsi_format",
                ".scsi_start_stop_cycle_counter.specified", ".scsi_start_stop_cycle_counter.week",
                ".scsi_start_stop_cycle_counter.year",
            ]
        ),
        (
            "said in another form, or once more",
            [
                ".user_capacity.blocks", ".ata_smart_attributes.revision", ".ata_smart_data.self_test.status.value",
                ".ata_smart_error_log.summary.revision", ".ata_smart_error_log.summary.logged_count",
                ".ata_smart_self_test_log.standard.revision", ".ata_smart_self_test_log.extended",
                ".smart_status.nvme.",
                ".ata_device_statistics", ".ata_smart_data.self_test.status.string", ".ata_smart_error_log.extended",
                ".ata_smart_self_test_log.standard.error_count_outdated", ".scsi_temperature", ".temperature_warning",
                ".ata_smart_self_test_log.standard.table[].status.value", ".power_on_time.minutes",
                ".ata_smart_self_test_log.standard.table[].status.remaining_percent",
                ".scsi_self_test_", ".smart_status.scsi",
            ]
        ),
        ("of a log, what led to the error", [".ata_smart_error_log.summary.table[]"]),
        (
            "an empty log, a page that the disk does not have, or nobody's span",
            [
                ".ata_smart_self_test_log.standard.count", ".ata_smart_error_log.summary.count",
                ".ata_smart_selective_self_test_log", ".temperature.current", ".smart_status.passed",
            ]
        ),
        (
            "temperatures that have been, judged by the kernel's sensor and the disk's own limit",
            [".ata_sct_status", ".ata_sct_temperature_history", ".temperature."]
        ),
        ("counted by attribute 199 and device statistics", [".sata_phy_event_counters"]),
        (
            "of the log of errors that may have many sectors, the first one is read as a log that goes on before it",
            [".errors[]"]
        ),
        // A folder of answers has no /sys/block.
        ("the kernel's", [".logical_block_size", ".user_capacity.bytes"]),
    ]

    private static func reason(_ path: String) -> String? {
        reasons.first { $0.paths.contains { path.hasPrefix($0) } }?.reason
    }

    private static func expectReasons(_ unsaid: some Collection<String>) {
        let silent = unsaid.filter { reason($0) == nil }
        #expect(silent.isEmpty, "not said and not listed: \(silent.sorted())")
    }

    @Test func recordedATADisks() async throws {
        var sum = JSONComparison()
        for blob in Self.blobs { sum.add(try await Self.comparison(blob: blob), of: blob) }
        Self.say("recorded ATA disks", sum)
        #expect(sum.differences == [])
        // 68 years of one disk: the unit is not hours, whatever smartctl's database says.
        #expect(sum.unsaid[".power_on_time.hours"] == 1)
        Self.expectReasons(sum.unsaid.keys.filter { $0 != ".power_on_time.hours" })
    }

    private static func comparison(blob: String) async throws -> JSONComparison {
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
        return JSONComparison(ours, theirs)
    }

    /// Every answer of them is drawn from what the standards allow.
    @Test(arguments: ["sat", "nvme", "scsi"])
    func disksDrawnByLot(type: String) async throws {
        let sum = try await Self.drawn(type, count: 60)
        Self.say("60 \(type) disks drawn by lot", sum)
        #expect(sum.differences == [])
        #expect(sum.equal > 1000)
        Self.expectReasons(sum.unsaid.keys)
    }

    private static func drawn(_ type: String, count: Int) async throws -> JSONComparison {
        var disk = RandomDisk(seed: 20_261_127)
        var sum = JSONComparison()
        for number in 0..<count {
            let answers = type == "sat" ? disk.ata() : type == "nvme" ? disk.nvme() : disk.scsi()
            let folder = try Folder(bytes: answers)
            let logs = type == "sat" ? ["-l", "error", "-l", "selftest"] : []
            let device = type == "nvme" ? "/dev/nvme7" : "/dev/sdq"
            let theirs = try JSONSerialization.jsonObject(
                with: Smartctl.json(of: folder.path, ["-d", type, "-x"] + logs, device: device)
            )
            let ours = try await Self.disk(of: answers)
            sum.add(JSONComparison(named(ours), theirs), of: "disk \(number)")
            if type == "sat" {
                sum.add(JSONComparison(counted(ours, like: theirs), counted(theirs)), of: "disk \(number)")
            }
        }
        return sum
    }

    /// What smartctl says, read as a RAID controller's disk is, is what the disk says itself, as far as smartctl is asked for it.
    @Test(arguments: ["sat", "nvme", "scsi"])
    func theSameThroughSmartctl(type: String) async throws {
        var random = RandomDisk(seed: 20_261_129)
        var (values, differences, more) = (0, [String](), Set<String>())
        for number in 0..<40 {
            let answers =
                type == "sat" ? random.ata(general: false) : type == "nvme" ? random.nvme() : random.scsi()
            let ours = try await Self.disk(of: answers)["vigie"] as? [String: Any]
            let readings = ours?["readings"] as? [String: Any] ?? [:]
            for reading in try Self.readThroughSmartctl(answers, type) where reading.scale == nil {
                let name = reading.quantity.name
                guard let own = readings[name] else {
                    more.insert(name)
                    continue
                }
                if Self.isEqual(own, reading) {
                    values += 1
                } else {
                    differences.append("\(number) \(reading): \(own)")
                }
            }
        }
        print("through smartctl, 40 \(type) disks: \(values) values equal, \(differences.count) differ")
        #expect(differences == [] && values > 300)
        // SCSI: the kernel tells the capacity, and a disk without page 2Fh is asked by REQUEST SENSE.
        #expect(more.subtracting(type == "scsi" ? ["capacity", "failing"] : []) == [])
    }

    private static func readThroughSmartctl(_ answers: [String: [UInt8]], _ type: String) throws -> [Reading] {
        let folder = try Folder(bytes: answers)
        let logs = ["-l", "error", "-l", "selftest"] + (type == "scsi" ? ["-l", "ssd"] : [])
        let printed = try Smartctl.json(
            of: folder.path,
            ["-i", "-H", "-c", "-A"] + logs + ["-n", "standby,129", "-d", type],
            device: type == "nvme" ? "/dev/nvme7" : "/dev/sdq"
        )
        return try #require(SmartctlReport(Array(printed))).readings
    }

    /// smartctl prints SCSI's bytes in thousandths of a gigabyte.
    private static func isEqual(_ own: Any, _ reading: Reading) -> Bool {
        switch reading.value {
        case .text(let text): own as? String == text
        case .number(let number):
            (own as? Double).map { abs($0 - number) <= (reading.quantity.unit == .bytes ? 500_000 : 0) } ?? false
        }
    }

    /// Each kind of value in all recordings of smartctl's JSON is one that is compared above, or that has its reason.
    @Test func everyKindOfValueInTheRecordings() async throws {
        // smartctl 7.4's.
        var said: Set = [".spare_available.current_percent", ".endurance_used.current_percent"]
        for type in ["sat", "nvme", "scsi"] { said.formUnion(try await Self.drawn(type, count: 20).said) }
        var kinds = JSONComparison()
        for folder in ["ata", "nvme", "scsi"].map({ "smart/smartctl-json-\($0)" }) {
            for name in Captures.names(in: folder, ending: ".json") {
                let theirs = try JSONSerialization.jsonObject(with: Captures.data("\(folder)/\(name)"))
                kinds.add(JSONComparison([String: Any](), theirs), of: name)
            }
        }
        #expect(kinds.unsaid.count > 100)
        Self.expectReasons(Set(kinds.unsaid.keys).subtracting(said))
    }

    /// Where Vigie's own readings come from device statistics, by page and offset.
    private static let statistics = [
        "power-on-hours": "1.16", "reallocated-sectors": "3.32", "reported-uncorrectable": "4.8",
        "interface-errors": "6.24", "maximum": "5.88",
    ]

    /// What smartctl has in device statistics and in the extended log of errors, under Vigie's names.
    private static func counted(_ theirs: Any) -> [String: Any] {
        let theirs = theirs as? [String: Any] ?? [:]
        func objects(_ parent: Any?, _ name: String) -> [[String: Any]] {
            (parent as? [String: Any])?[name] as? [[String: Any]] ?? []
        }
        var counts: [String: Any] = [:]
        for page in objects(theirs["ata_device_statistics"], "pages") {
            for entry in objects(page, "table") where (entry["flags"] as? [String: Any])?["valid"] as? Bool == true {
                let place = "\(page["number"] ?? 0).\(entry["offset"] ?? 0)"
                if let name = statistics.first(where: { $0.value == place })?.key { counts[name] = entry["value"] }
            }
        }
        let log = (theirs["ata_smart_error_log"] as? [String: Any])?["extended"]
        // Places that were never used have no more than a number.
        counts["errors"] = objects(log, "table").filter { $0["lifetime_hours"] != nil }.map { entry in
            let lba = (entry["completion_registers"] as? [String: Any])?["lba"] ?? ""
            return "\(entry["error_number"] ?? "") \(entry["lifetime_hours"] ?? "") \(lba)"
        }
        return counts
    }

    /// The same of Vigie's readings, as far as smartctl has them.
    private static func counted(_ ours: [String: Any], like theirs: Any) -> [String: Any] {
        let readings = (ours["vigie"] as? [String: Any])?["readings"] as? [String: Any] ?? [:]
        let counts = counted(theirs)
        var own: [String: Any] = readings.filter { statistics[$0.key] != nil && counts[$0.key] != nil }
        let errors = (readings["errors"] as? String ?? "").matches(of: #/(\d+): [^;]* at (\d+) h, sector (\d+)/#)
        if let theirs = counts["errors"] as? [Any], !theirs.isEmpty {
            own["errors"] = errors.map { "\($0.1) \($0.2) \($0.3)" }
        }
        return own
    }

    private static func members(of answers: [String: [UInt8]]) async throws -> [String: Any] {
        named(try await disk(of: answers))
    }

    /// Without the recording's device, what smartctl 7.3 does not have yet, and what is ours.
    private static func named(_ disk: [String: Any]) -> [String: Any] {
        disk.filter { !["device", "endurance_used", "spare_available", "vigie"].contains($0.key) }
    }

    /// What Vigie says of a disk.
    private static func disk(of answers: [String: [UInt8]]) async throws -> [String: Any] {
        var files = Dictionary(uniqueKeysWithValues: answers.map { ("disks/x/\($0)", $1) })
        files["usr/share/smartmontools/drivedb.h"] = try Smartctl.database()
        let folder = try Folder(bytes: files)
        let done = await vigie("disks", "x", "--json", "--host", folder.path)
        #expect(done.status == 0, "\(done.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    }

    private static func say(_ what: String, _ sum: JSONComparison) {
        let unsaid = Dictionary(grouping: sum.unsaid) { reason($0.key) ?? "not listed" }
        let listed = unsaid.mapValues { $0.reduce(0) { $0 + $1.value } }.sorted { $1.value < $0.value }
        print(
            "vigie disks --json beside smartctl's, \(what): \(sum.equal) values equal, \(sum.differences.count) differ, "
                + "\(listed.reduce(0) { $0 + $1.value }) only smartctl's: "
                + listed.map { "\($0.value) \($0.key)" }.joined(separator: "; ")
        )
    }
}
