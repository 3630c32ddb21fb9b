import Health
import Smart
import TestSupport
import Testing

/// Every recorded ATA disk against what smartctl says of the same bytes.
///
/// Disabled where the recordings are absent.
@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct ATAOracleTests {
    static let blobs = Captures.names(in: "smart/ata-blob", ending: ".blob")
    static let captures = Captures.names(in: "smart/smartctl-json-ata", ending: ".json").filter { $0 != edited }

    func comparison(blob: String) throws -> Comparison {
        let pages = try ATAPages(blob: "smart/ata-blob/\(blob)")
        let disk = try pages.disk()
        let oracle = try Oracle("smart/ata-blob-oracle/\(blob.dropLast(5)).smartctl73.json")
        var comparison = Comparison()
        compareIdentity(disk.identify, oracle, &comparison)
        compareNames(disk, oracle, &comparison)
        compareAttributes(disk, oracle, &comparison)
        compareReadings(disk, oracle, &comparison)
        return comparison
    }

    @Test(arguments: blobs)
    func everyValueOfARecordedDiskIsSmartctls(blob: String) throws {
        let comparison = try comparison(blob: blob)
        print("\(blob): \(comparison.share)")
        #expect(comparison.differences == differences[blob, default: []])
    }

    /// From smartctl's output back to pages and through the decoder again; nothing where it prints no attributes.
    func comparison(capture: String) throws -> Comparison {
        let oracle = try Oracle("smart/smartctl-json-ata/\(capture)")
        var comparison = Comparison()
        guard oracle.ata_smart_attributes != nil else { return comparison }
        let disk = try ATAPages(from: oracle).disk()
        compareAttributes(disk, oracle, &comparison)
        compareReadings(disk, oracle, &comparison)
        return comparison
    }

    /// Real disks of 76 models.
    @Test(arguments: captures)
    func everyValueOfACapturedDiskIsSmartctls(capture: String) throws {
        let comparison = try comparison(capture: capture)
        print("\(capture): \(comparison.share)")
        #expect(comparison.differences == differences[capture, default: []])
    }

    /// Pages and sense bytes read in a virtual machine, before and after its disk was made to fail.
    @Test(arguments: [("", ATAStatus.passed, 0.0), ("-failing", .failed, 1)])
    func everyValueOfAVirtualDiskIsSmartctls(suffix: String, status: ATAStatus, failing: Double) throws {
        let sense = try Captures.sense("lab-guest/ata-return-status\(suffix).txt")
        #expect(ATAStatus(sense: sense) == status)
        let disk = ATADisk(
            identify: try ATAIdentify(Captures.hexDump("lab-guest/ata-identify.hex")),
            data: try ATASmartData(Captures.hexDump("lab-guest/ata-smart-read-data\(suffix).hex")),
            thresholds: try ATAThresholds(Captures.hexDump("lab-guest/ata-smart-read-thresholds.hex")),
            status: ATAStatus(sense: sense)
        )
        let oracle = try Oracle("lab-guest/ata-smartctl-x\(suffix).json")
        var comparison = Comparison()
        compareIdentity(disk.identify, oracle, &comparison)
        compareNames(disk, oracle, &comparison)
        compareAttributes(disk, oracle, &comparison)
        compareReadings(disk, oracle, &comparison)
        print("virtual disk\(suffix): \(comparison.share)")
        #expect(comparison.differences == [])
        #expect(disk.readings().first { $0.quantity == .failing }?.value == .number(failing))
    }

    /// What is decoded otherwise than by smartctl, and why.
    private let differences: [String: [String]] = [
        // 68 years: the unit is not hours, whatever smartctl's database says.
        "FUJITSU_MHY2250BH--0085000B.blob": ["power-on hours: nil, smartctl Optional(598640.0)"],
        // 0 degrees means that the disk has no sensor.
        "MCCOE64GEMPP--2.9.09.blob": ["190 number: nil, smartctl Optional(0.0)"],
        // Names that smartctl's database changes for a model.
        "SAMSUNG_HD501LJ--CR100-12.blob": ["197 name: Current_Pending_Sector, smartctl Total_Pending_Sectors"],
        "SAMSUNG_MP0804H--UE100-14.blob": ["9 name: Power_On_Hours, smartctl Power_On_Half_Minutes"],
        "TOSHIBA_MK1651GSY--38IGT0G5T.blob": ["9 name: Power_On_Hours, smartctl Power_On_Minutes"],
        "Samsung_SSD_870_QVO_4TB--SVQ02B6Q.blob": [
            "187 name: Reported_Uncorrect, smartctl Uncorrectable_Error_Cnt",
            "195 name: Hardware_ECC_Recovered, smartctl ECC_Error_Rate",
            "199 name: UDMA_CRC_Error_Count, smartctl CRC_Error_Count",
            "235 name: Unknown_Attribute, smartctl POR_Recovery_Count",
        ],
        // A capture without its summary.
        "scrutiny_smart-sat.json": ["power-on hours: Optional(2725.0), smartctl nil"],
    ]

    /// A capture that somebody edited: its raw numbers contradict its raw strings.
    private static let edited = "scrutiny_smart-ata-date2.json"

    private func compareIdentity(_ identify: ATAIdentify, _ oracle: Oracle, _ comparison: inout Comparison) {
        comparison.compare("model", identify.model, oracle.model_name ?? "")
        comparison.compare("serial", identify.serial, oracle.serial_number ?? "")
        comparison.compare("firmware", identify.firmware, oracle.firmware_version ?? "")
        comparison.compare("wwn", identify.wwn, oracle.wwn?.number)
        comparison.compare("capacity", identify.capacity, oracle.user_capacity?.bytes)
        comparison.compare("logical sector", identify.logicalSectorSize, oracle.logical_block_size ?? 512)
        comparison.compare("physical sector", identify.physicalSectorSize, oracle.physical_block_size ?? 512)
        let rotation: ATAIdentify.Rotation =
            switch oracle.rotation_rate {
            case 0: .solidState
            case let rate?: .rate(rate)
            case nil: .unknown
            }
        comparison.compare("rotation", identify.rotation, rotation)
    }

    private func compareAttributes(_ disk: ATADisk, _ oracle: Oracle, _ comparison: inout Comparison) {
        let table = oracle.ata_smart_attributes?.table ?? []
        comparison.compare("ids", disk.data.attributes.map(\.id), table.map(\.id))
        for (ours, theirs) in zip(disk.data.attributes, table) {
            let id = theirs.id
            comparison.compare("\(id) flags", ours.flags.rawValue, theirs.flags.value)
            comparison.compare("\(id) current", ours.current, theirs.value)
            comparison.compare("\(id) worst", ours.worst, theirs.worst)
            comparison.compare("\(id) threshold", disk.thresholds?[id] ?? 0, theirs.thresh ?? 0)
            comparison.compare("\(id) raw", ours.raw, theirs.raw.value & 0xFFFF_FFFF_FFFF)
            let failure: ATAAttribute.Failure =
                switch theirs.when_failed {
                case "now": .now
                case "past": .past
                default: .never
                }
            comparison.compare("\(id) when failed", ours.failure(threshold: disk.thresholds?[id]), failure)
        }
    }

    private func compareReadings(_ disk: ATADisk, _ oracle: Oracle, _ comparison: inout Comparison) {
        let observation = Observation(
            Component(.disk, "1"),
            name: "",
            readings: disk.readings(),
            readAt: Timestamp(milliseconds: 0)
        )
        comparison.compare("failing", observation[.failing], oracle.smart_status?.passed.map { $0 ? 0 : 1 } ?? 0)
        comparison.compare("temperature", observation[.temperature], oracle.temperature?.current)
        comparison.compare("power-on hours", observation[.powerOnHours], oracle.power_on_time?.hours)
        comparison.compare("power cycles", observation[.powerCycles], oracle.power_cycle_count)
        for attribute in oracle.ata_smart_attributes?.table ?? [] {
            let meaning = ATAMeaning.of(attribute.id, on: disk.identify.rotation)
            let string = attribute.raw.string.prefix { $0.isNumber || $0 == "-" }
            let number = disk.identify.model.hasPrefix("ST") ? seagate(attribute) : nil
            if meaning.format == .temperature {
                let range = ATATemperature(attribute.raw.value)?.range.map { "\($0.lowerBound)/\($0.upperBound)" }
                comparison.compare("\(attribute.id) range", range, minimumAndMaximum(in: attribute.raw.string))
            }
            guard meaning.name == attribute.name else { continue }
            comparison.compare("\(attribute.id) number", observation[meaning.quantity], number ?? Double(string))
        }
    }

    /// The two numbers in `38 (Min/Max 19/52)`.
    private func minimumAndMaximum(in string: String) -> String? {
        let parts = string.split(separator: " ")
        guard parts.count == 3, parts[1] == "(Min/Max" else { return nil }
        return String(parts[2].dropLast())
    }

    /// What Seagate packs and smartctl, without being asked to, does not unpack: errors above operations, three counters.
    private func seagate(_ attribute: Oracle.Attribute) -> Double? {
        switch attribute.id {
        case 1, 7: Double(attribute.raw.value >> 32)
        case 188: Double(attribute.raw.value & 0xFFFF)
        default: nil
        }
    }

    private func compareNames(_ disk: ATADisk, _ oracle: Oracle, _ comparison: inout Comparison) {
        for attribute in oracle.ata_smart_attributes?.table ?? [] {
            let meaning = ATAMeaning.of(attribute.id, on: disk.identify.rotation)
            comparison.compare("\(attribute.id) name", meaning.name ?? "Unknown_Attribute", attribute.name)
        }
    }
}
