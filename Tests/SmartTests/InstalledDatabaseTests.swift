import FoundationEssentials
import Host
import Smart
import TestSupport
import Testing

/// The database that smartmontools installs; never a copy in the repository.
private enum Installed {
    static func database() throws -> DriveDatabase { try DriveDatabase(Smartctl.database()) }

    /// Whether it is the version that the captures of whole disks were made with.
    static func isDebian12s() throws -> Bool {
        var isSo = false
        try database().forEach { record, _ in if record.family.contains("drivedb.h 5319 ") { isSo = true } }
        return isSo
    }
}

@Suite(
    .enabled(if: Smartctl.isThere, Comment(rawValue: Smartctl.absence)),
    .enabled(if: Captures.areThere, Comment(rawValue: Captures.absence))
)
struct InstalledDatabaseTests {
    @Test func everyEntryIsUnderstood() throws {
        var kinds: [DriveRecord.Kind: Int] = [:]
        var problems: [String] = []
        try Installed.database().forEach { record, _ in
            kinds[record.kind, default: 0] += 1
            let presets = DrivePresets(record.presets)
            if DrivePresets(text: presets.text) != presets { problems.append("text of \(record.model)") }
            if presets.attributes.values.contains(where: { $0.format == nil }) { problems.append(record.presets) }
            if record.kind == .bridge, presets.type == nil, !record.presets.isEmpty { problems.append(record.presets) }
            let options = record.presets.split(separator: " ").count { $0.hasPrefix("-") }
            let taken = presets.attributes.count + presets.bugs.count + (presets.type == nil ? 0 : 1)
            if options != taken { problems.append("\(options - taken) options of \(record.model)") }
        }
        print("drivedb.h: \(kinds.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", "))")
        #expect(kinds[.drive, default: 0] > 500 && kinds[.bridge, default: 0] > 150 && kinds[.defaults] == 1)
        #expect(problems == [])
    }

    /// Each captured disk is looked up; its raw bytes, names and family must read as smartctl printed them.
    @Test func everyCapture() throws {
        let database = try Installed.database()
        let index = try DriveIndex(database)
        var (texts, names, families) = (Comparison(), Comparison(), Comparison())
        for file in Self.files {
            let oracle = try Oracle(file)
            guard let table = oracle.ata_smart_attributes?.table else { continue }
            let summary = try JSONDecoder().decode(Summary.self, from: Captures.data(file))
            let entry = try database.lookup(
                model: oracle.model_name ?? "",
                firmware: oracle.firmware_version ?? "",
                isSolidState: oracle.rotation_rate.map { $0 == 0 },
                index: index,
                matches: ExtendedExpression.matches
            )
            families.compare("family of \(oracle.model_name ?? file)", entry.family ?? "", summary.model_family ?? "")
            for attribute in table {
                let preset = entry.presets.attributes[attribute.id]
                let format = preset?.format ?? .raw48
                let bytes = Self.bytes(attribute, format)
                let isUnknown = preset?.name == nil && attribute.name.hasPrefix("Unknown_")
                texts.compare("\(file) \(attribute.id) \(format.name)", format.text(bytes), attribute.raw.string)
                names.compare("\(attribute.id)", isUnknown ? attribute.name : preset?.name ?? "", attribute.name)
            }
        }
        print("raw strings: \(texts.share); names: \(names.share); families: \(families.share)")
        if try Installed.isDebian12s() {
            #expect(texts.differences == [])
            #expect(families.differences == ["family of SAMSUNG MZ7L3240HCHQ-00A07: , smartctl Samsung based SSDs"])
            #expect(names.differences == newerNames)
        } else {
            // Names, formats and families change from version to version; most stay.
            for comparison in [texts, names, families] {
                #expect(comparison.differences.count * 10 < comparison.equal)
            }
        }
    }

    /// Attributes of the one disk that only a later database than Debian 12's lists.
    private let newerNames = [
        "187: Reported_Uncorrect, smartctl Uncorrectable_Error_Cnt",
        "195: Hardware_ECC_Recovered, smartctl ECC_Error_Rate",
        "199: UDMA_CRC_Error_Count, smartctl CRC_Error_Count", "202: , smartctl Exception_Mode_Status",
        "235: , smartctl POR_Recovery_Count", "243: , smartctl SATA_Downshift_Ct",
        "244: , smartctl Thermal_Throttle_St",
        "245: , smartctl Timed_Workld_Media_Wear", "246: , smartctl Timed_Workld_RdWr_Ratio",
        "247: , smartctl Timed_Workld_Timer", "251: , smartctl NAND_Writes",
    ]

    /// Without the capture that somebody edited: its raw numbers contradict its raw strings.
    private static let files =
        ["smart/smartctl-json-ata", "smart/ata-blob-oracle"].flatMap { folder in
            Captures.names(in: folder, ending: ".json").map { "\(folder)/\($0)" }
        }
        .filter { !$0.hasSuffix("/scrutiny_smart-ata-date2.json") }

    private struct Summary: Decodable {
        let model_family: String?
    }

    /// The bytes whose order made this value.
    private static func bytes(_ attribute: Oracle.Attribute, _ format: ATARawFormat) -> ATARawBytes {
        var bytes = ATARawBytes(0, current: attribute.value, worst: attribute.worst)
        let order =
            switch format.packing {
            case .raw64, .hex64: "543210wv"
            case .raw56, .hex56, .raw24OverRaw32, .milliseconds24Hours32: "r543210"
            default: "543210"
            }
        for (index, letter) in (format.order?.text ?? order).utf8.reversed().enumerated() {
            let byte = UInt8(truncatingIfNeeded: attribute.raw.value >> (8 * UInt64(index)))
            if letter == UInt8(ascii: "r") { bytes.reserved = byte }
            if (0x30...0x35).contains(letter) { bytes.raw |= UInt64(byte) << (8 * UInt64(letter - 0x30)) }
        }
        return bytes
    }
}
