import FoundationEssentials
import TestSupport

/// smartctl's JSON, as far as it is compared.
struct Oracle: Decodable {
    struct Attributes: Decodable {
        let table: [Attribute]
    }
    struct Attribute: Decodable {
        struct Flags: Decodable {
            let value: UInt16
        }
        struct Raw: Decodable {
            let value: UInt64
            let string: String
        }
        let id: UInt8
        let name: String
        let value: UInt8
        let worst: UInt8
        let thresh: UInt8?
        let when_failed: String?
        let flags: Flags
        let raw: Raw
    }
    struct Capacity: Decodable {
        let bytes: Double?
    }
    struct Status: Decodable {
        let passed: Bool?
    }
    struct Temperature: Decodable {
        let current: Double?
    }
    struct Hours: Decodable {
        let hours: Double
    }
    struct WWN: Decodable {
        let naa: UInt64
        let oui: UInt64
        let id: UInt64
        var number: UInt64 { naa << 60 | oui << 36 | id }
    }
    struct Log: Decodable {
        let critical_warning: UInt8
        let temperature: Double
        let available_spare: Double
        let available_spare_threshold: Double
        let percentage_used: Double
        let data_units_read: Double
        let data_units_written: Double
        let host_reads: Double
        let host_writes: Double
        let controller_busy_time: Double
        let power_cycles: Double
        let power_on_hours: Double
        let unsafe_shutdowns: Double
        let media_errors: Double
        let num_err_log_entries: Double
        let warning_temp_time: Double?
        let critical_comp_time: Double?
        let temperature_sensors: [Double?]?
    }

    let model_name: String?
    let model_family: String?
    let serial_number: String?
    let firmware_version: String?
    let wwn: WWN?
    let user_capacity: Capacity?
    let logical_block_size: Int?
    let physical_block_size: Int?
    let rotation_rate: Int?
    let smart_status: Status?
    let temperature: Temperature?
    let power_on_time: Hours?
    let power_cycle_count: Double?
    let ata_smart_attributes: Attributes?
    let nvme_smart_health_information_log: Log?

    init(_ path: String) throws {
        self = try JSONDecoder().decode(Oracle.self, from: Captures.data(path))
    }
}

/// Counts equal values and remembers the others, so that a test can require each difference to be explained.
struct Comparison {
    private(set) var equal = 0
    private(set) var differences: [String] = []

    mutating func compare<Value: Equatable>(_ what: String, _ ours: Value, _ theirs: Value) {
        if ours == theirs {
            equal += 1
        } else {
            differences.append("\(what): \(ours), smartctl \(theirs)")
        }
    }

    static func + (left: Comparison, right: Comparison) -> Comparison {
        var sum = left
        sum.equal += right.equal
        sum.differences += right.differences
        return sum
    }

    var share: String { "\(equal) of \(equal + differences.count) values equal" }
}
