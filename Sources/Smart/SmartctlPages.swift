/// The pages that smartctl must have read to print a JSON text.
struct SmartctlPages {
    private(set) var identify = [UInt8](repeating: 0, count: 512)
    private(set) var data = [UInt8](repeating: 0, count: 512)
    private(set) var thresholds = [UInt8](repeating: 0, count: 512)
    /// SMART log 06h; nil where it was not printed.
    private(set) var selfTests: [UInt8]?

    /// An ATA disk's, of its attributes and what is said beside them.
    init(_ json: JSONValue, _ attributes: [JSONValue]) {
        setText(json["serial_number"]?.string, at: 20..<40)
        setText(json["firmware_version"]?.string, at: 46..<54)
        setText(json["model_name"]?.string, at: 54..<94)
        // SMART is there and on; 48-bit addresses; words 82 to 87 are valid.
        for (word, value) in [(82, 1), (83, 0x4400), (85, 1), (87, 0x4100)] as [(Int, UInt64)] {
            Self.put(value, at: 2 * word, size: 2, into: &identify)
        }
        setSectors(json)
        if let wwn = Self.wwn(json) {
            for word in 0..<4 {
                Self.put(wwn >> (48 - 16 * UInt64(word)), at: 216 + 2 * word, size: 2, into: &identify)
            }
        }
        let rotation = json["rotation_rate"]?.integer(UInt16.self)
        if let rotation { Self.put(rotation == 0 ? 1 : UInt64(rotation), at: 434, size: 2, into: &identify) }
        (data[0], thresholds[0]) = (16, 16)
        for (index, attribute) in attributes.prefix(30).enumerated() { set(attribute, at: 2 + 12 * index) }
        // A reserved code where it is not told: it neither passed nor failed.
        data[363] = Self.selfTestStatus(json) ?? 0x90
        data = Self.summed(data)
        thresholds = Self.summed(thresholds)
        selfTests = json["ata_smart_self_test_log", "standard"].map(Self.selfTests)
    }

    private mutating func setSectors(_ json: JSONValue) {
        let logical = max(json["logical_block_size"]?.integer(UInt32.self) ?? 512, 1)
        let physical = json["physical_block_size"]?.integer(UInt32.self) ?? logical
        let bytes = json["user_capacity", "bytes"]?.integer(UInt64.self) ?? 0
        Self.put(bytes / UInt64(logical), at: 200, size: 8, into: &identify)
        // Words 106, and 117 for the size of a logical sector in words.
        let shift = (0...15).first { UInt64(logical) << UInt64($0) == UInt64(physical) } ?? 0
        let sizes = 0x5000 | (shift > 0 ? 0x2000 | UInt64(shift) : 0)
        Self.put(sizes, at: 212, size: 2, into: &identify)
        Self.put(UInt64(logical / 2), at: 234, size: 4, into: &identify)
    }

    /// The 64-bit name, of which smartctl tells three parts.
    private static func wwn(_ json: JSONValue) -> UInt64? {
        guard let naa = json["wwn", "naa"]?.integer(UInt64.self), naa < 16,
            let oui = json["wwn", "oui"]?.integer(UInt64.self), oui < 1 << 24,
            let id = json["wwn", "id"]?.integer(UInt64.self), id < 1 << 36
        else { return nil }
        return naa << 60 | oui << 36 | id
    }

    /// The self-test execution status byte.
    static func selfTestStatus(_ json: JSONValue) -> UInt8? {
        json["ata_smart_data", "self_test", "status", "value"]?.integer()
    }

    private mutating func set(_ attribute: JSONValue, at start: Int) {
        guard let id = attribute["id"]?.integer(UInt8.self), let value = attribute["value"]?.integer(UInt8.self) else {
            return
        }
        data[start] = id
        Self.put(attribute["flags", "value"]?.integer() ?? 0, at: start + 1, size: 2, into: &data)
        data[start + 3] = value
        data[start + 4] = attribute["worst"]?.integer() ?? value
        Self.put(attribute["raw", "value"]?.integer() ?? 0, at: start + 5, size: 7, into: &data)
        thresholds[start] = id
        thresholds[start + 1] = attribute["thresh"]?.integer() ?? 0
    }

    private static func selfTests(_ log: JSONValue) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: 512)
        page[0] = 1
        // It prints the newest first, which stands last but for what a ring of 21 holds.
        let entries = log["table"]?.array.prefix(21) ?? []
        for (index, entry) in entries.reversed().enumerated() {
            let start = 2 + 24 * index
            page[start] = entry["type", "value"]?.integer() ?? 0
            page[start + 1] = entry["status", "value"]?.integer() ?? 0
            put(entry["lifetime_hours"]?.integer() ?? 0, at: start + 2, size: 2, into: &page)
            put(entry["lba"]?.integer() ?? 0xFFFF_FFFF, at: start + 5, size: 4, into: &page)
        }
        page[508] = UInt8(entries.count)
        return summed(page)
    }

    /// SMART log 01h: its summary's newest entry stands first there, and at the first place here.
    static func errors(_ log: JSONValue) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: 512)
        page[0] = 1
        let entries = log["table"]?.array.prefix(5) ?? []
        for (index, entry) in entries.enumerated() {
            let start = 2 + 90 * ((5 - index) % 5)
            let registers = entry["completion_registers"]
            page[start + 61] = registers?["error"]?.integer() ?? 0
            put(registers?["lba"]?.integer() ?? 0, at: start + 63, size: 3, into: &page)
            page[start + 66] = registers?["device"]?.integer() ?? 0
            page[start + 67] = registers?["status"]?.integer() ?? 0
            put(entry["lifetime_hours"]?.integer() ?? 0, at: start + 88, size: 2, into: &page)
        }
        if !entries.isEmpty { page[1] = 1 }
        put(log["count"]?.integer(UInt64.self) ?? 0, at: 452, size: 2, into: &page)
        return summed(page)
    }

    /// SCSI's log page 10h; nil where it was not printed.
    static func selfTestResults(_ json: JSONValue) -> [UInt8]? {
        var body: [UInt8] = []
        for number in 0..<20 {
            guard let entry = json["scsi_self_test_\(number)"],
                let result = entry["result", "value"]?.integer(UInt8.self),
                let code = entry["code", "value"]?.integer(UInt8.self)
            else { break }
            let hours = entry["power_on_time", "hours"]?.integer(UInt16.self) ?? 0
            let lba = entry["lba_first_failure", "value"]?.integer(UInt64.self) ?? .max
            body += [0, UInt8(number + 1), 3, 16, code << 5 | result & 0xF, 0] + big(UInt64(hours), 2) + big(lba, 8)
            body += [0, 0, 0, 0]
        }
        return body.isEmpty ? nil : [0x10, 0] + big(UInt64(body.count), 2) + body
    }

    /// An NVMe controller's names and limits.
    static func controller(_ json: JSONValue) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: 4096)
        for (name, range) in [("serial_number", 4..<24), ("model_name", 24..<64), ("firmware_version", 64..<72)] {
            let text = Array((json[name]?.string ?? "").utf8)
            for (index, offset) in range.enumerated() { page[offset] = index < text.count ? text[index] : 0x20 }
        }
        put(json["nvme_total_capacity"]?.integer() ?? 0, at: 280, size: 8, into: &page)
        return page
    }

    /// NVMe's health log, 02h.
    static func health(_ log: JSONValue) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: 512)
        func set(_ name: String, at offset: Int, size: Int, adding zero: Double = 0) {
            guard let number = log[name]?.number, let whole = UInt64(exactly: number + zero) else { return }
            put(whole, at: offset, size: size, into: &page)
        }
        set("critical_warning", at: 0, size: 1)
        set("temperature", at: 1, size: 2, adding: 273)
        set("available_spare", at: 3, size: 1)
        set("available_spare_threshold", at: 4, size: 1)
        set("percentage_used", at: 5, size: 1)
        let counters = [
            "data_units_read", "data_units_written", "host_reads", "host_writes", "controller_busy_time",
            "power_cycles",
            "power_on_hours", "unsafe_shutdowns", "media_errors", "num_err_log_entries",
        ]
        for (index, name) in counters.enumerated() { set(name, at: 32 + 16 * index, size: 8) }
        set("warning_temp_time", at: 192, size: 4)
        set("critical_comp_time", at: 196, size: 4)
        for (index, sensor) in (log["temperature_sensors"]?.array ?? []).prefix(8).enumerated() {
            put(sensor.number.flatMap { UInt64(exactly: $0 + 273) } ?? 0, at: 200 + 2 * index, size: 2, into: &page)
        }
        return page
    }

    /// One of SCSI's pages of error counters.
    static func counters(_ counters: JSONValue, _ page: UInt8) -> [UInt8] {
        let names = [
            "errors_corrected_by_eccfast", "errors_corrected_by_eccdelayed", "errors_corrected_by_rereads_rewrites",
            "total_errors_corrected", "correction_algorithm_invocations", "gigabytes_processed",
            "total_uncorrected_errors",
        ]
        var body: [UInt8] = []
        for (code, name) in names.enumerated() {
            // Gigabytes are a text: "2478.123".
            let bytes = counters[name]?.string.flatMap { Double($0) }.flatMap { UInt64(exactly: ($0 * 1e9).rounded()) }
            guard let value = bytes ?? counters[name]?.integer(UInt64.self) else { continue }
            body += [0, UInt8(code), 0, 8] + big(value, 8)
        }
        return [page, 0] + big(UInt64(body.count), 2) + body
    }

    /// Most significant byte first.
    static func big(_ value: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    /// Least significant byte first.
    private static func put(_ value: UInt64, at offset: Int, size: Int, into page: inout [UInt8]) {
        for index in 0..<size { page[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(index))) }
    }

    private static func summed(_ page: [UInt8]) -> [UInt8] {
        var page = page
        page[511] = 0
        page[511] = 0 &- page.reduce(0, &+)
        return page
    }

    private mutating func setText(_ text: String?, at range: Range<Int>) {
        let bytes = Array((text ?? "").utf8)
        for (index, offset) in range.enumerated() { identify[offset ^ 1] = index < bytes.count ? bytes[index] : 0x20 }
    }
}
