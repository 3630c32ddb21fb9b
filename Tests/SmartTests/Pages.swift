import FoundationEssentials
import Smart
import TestSupport

/// The raw pages of one ATA disk.
struct ATAPages {
    var identify: [UInt8] = []
    var data: [UInt8] = []
    var thresholds: [UInt8] = []
    var status: ATAStatus = .unknown

    /// Reads libatasmart's blob.
    init(blob path: String) throws {
        let records = try Captures.blob(path)
        identify = records["IDFY"] ?? []
        data = records["SMDT"] ?? []
        thresholds = records["SMTH"] ?? []
        if let answer = records["SMST"] { status = answer.last == 1 ? .passed : .failed }
    }

    /// The pages that smartctl must have read to print this.
    init(from oracle: Oracle) {
        let blocks = UInt64(oracle.user_capacity?.bytes ?? 0) / UInt64(oracle.logical_block_size ?? 512)
        identify = [UInt8](repeating: 0, count: 512)
        setText(oracle.serial_number ?? "", at: 20..<40)
        setText(oracle.firmware_version ?? "", at: 46..<54)
        setText(oracle.model_name ?? "", at: 54..<94)
        setWord(82, 1)
        setWord(83, 0x4400)
        setWord(85, 1)
        setWord(87, 0x4100)
        let name = oracle.wwn?.number ?? 0
        for word in 0..<4 { setWord(108 + word, UInt16(truncatingIfNeeded: name >> (48 - 16 * UInt64(word)))) }
        let sizes = (oracle.logical_block_size ?? 512, oracle.physical_block_size ?? 512)
        setWord(106, sizes == (512, 4096) ? 0x6003 : sizes == (4096, 4096) ? 0x5000 : 0x4000)
        if sizes.0 == 4096 { setWord(117, 2048) }
        for index in 0..<4 { setWord(100 + index, UInt16(truncatingIfNeeded: blocks >> (16 * UInt64(index)))) }
        switch oracle.rotation_rate {
        case 0: setWord(217, 1)
        case let rate?: setWord(217, UInt16(rate))
        case nil: break
        }
        data = [UInt8](repeating: 0, count: 512)
        thresholds = [UInt8](repeating: 0, count: 512)
        data[0] = 16
        thresholds[0] = 16
        for (index, attribute) in (oracle.ata_smart_attributes?.table ?? []).prefix(30).enumerated() {
            let start = 2 + 12 * index
            data[start] = attribute.id
            data[start + 1] = UInt8(truncatingIfNeeded: attribute.flags.value)
            data[start + 2] = UInt8(truncatingIfNeeded: attribute.flags.value >> 8)
            data[start + 3] = attribute.value
            data[start + 4] = attribute.worst
            for byte in 0..<6 {
                data[start + 5 + byte] = UInt8(truncatingIfNeeded: attribute.raw.value >> (8 * UInt64(byte)))
            }
            thresholds[start] = attribute.id
            thresholds[start + 1] = attribute.thresh ?? 0
        }
        data = Self.summed(data)
        thresholds = Self.summed(thresholds)
        status = oracle.smart_status?.passed.map { $0 ? .passed : .failed } ?? .unknown
    }

    func disk() throws -> ATADisk {
        ATADisk(
            identify: try ATAIdentify(identify),
            data: try ATASmartData(data),
            thresholds: try ATAThresholds(thresholds),
            status: status
        )
    }

    /// The page with the last byte that makes its sum 0.
    static func summed(_ page: [UInt8]) -> [UInt8] {
        var page = page
        page[511] = 0 &- page[..<511].reduce(UInt8(0)) { $0 &+ $1 }
        return page
    }

    private mutating func setWord(_ index: Int, _ word: UInt16) {
        identify[2 * index] = UInt8(truncatingIfNeeded: word)
        identify[2 * index + 1] = UInt8(truncatingIfNeeded: word >> 8)
    }

    private mutating func setText(_ text: String, at range: Range<Int>) {
        let bytes = Array(text.utf8)
        for (index, offset) in range.enumerated() {
            identify[offset ^ 1] = index < bytes.count ? bytes[index] : UInt8(ascii: " ")
        }
    }
}

/// An Identify Controller page with these names.
func nvmeIdentify(model: String, serial: String, warning: UInt16 = 343, critical: UInt16 = 373) -> [UInt8] {
    var page = [UInt8](repeating: 0, count: 4096)
    for (text, start, length) in [(serial, 4, 20), (model, 24, 40), ("1.0", 64, 8)] {
        let bytes = Array(text.utf8)
        for index in 0..<length { page[start + index] = index < bytes.count ? bytes[index] : UInt8(ascii: " ") }
    }
    for (offset, kelvin) in [(266, warning), (268, critical)] {
        page[offset] = UInt8(truncatingIfNeeded: kelvin)
        page[offset + 1] = UInt8(truncatingIfNeeded: kelvin >> 8)
    }
    return page
}

/// A log page 02h that smartctl must have read to print this.
func nvmeLog(_ log: Oracle.Log) -> [UInt8] {
    var page = [UInt8](repeating: 0, count: 512)
    func set(_ offset: Int, _ number: Double, _ size: Int) {
        let bits = UInt64(number)
        for index in 0..<min(size, 8) { page[offset + index] = UInt8(truncatingIfNeeded: bits >> (8 * UInt64(index))) }
    }
    page[0] = log.critical_warning
    set(1, log.temperature + 273, 2)
    set(3, log.available_spare, 1)
    set(4, log.available_spare_threshold, 1)
    set(5, log.percentage_used, 1)
    let counters = [
        log.data_units_read, log.data_units_written, log.host_reads, log.host_writes, log.controller_busy_time,
        log.power_cycles, log.power_on_hours, log.unsafe_shutdowns, log.media_errors, log.num_err_log_entries,
    ]
    for (index, counter) in counters.enumerated() { set(32 + 16 * index, counter, 16) }
    set(192, log.warning_temp_time ?? 0, 4)
    set(196, log.critical_comp_time ?? 0, 4)
    for (index, sensor) in (log.temperature_sensors ?? []).prefix(8).enumerated() {
        set(200 + 2 * index, sensor.map { $0 + 273 } ?? 0, 2)
    }
    return page
}
