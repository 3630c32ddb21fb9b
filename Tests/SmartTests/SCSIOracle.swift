import FoundationEssentials
import Smart
import TestSupport

/// What smartctl says of a SCSI disk, in `--json`.
struct SCSIOracle: Decodable {
    struct Counters: Decodable {
        let errors_corrected_by_eccfast: Double
        let errors_corrected_by_eccdelayed: Double
        let errors_corrected_by_rereads_rewrites: Double
        let total_errors_corrected: Double
        let correction_algorithm_invocations: Double
        let gigabytes_processed: String
        let total_uncorrected_errors: Double

        /// Bytes.
        var processed: Double? { Double(gigabytes_processed).map { ($0 * 1e9).rounded() } }

        /// The page that smartctl must have read to print this, decoded.
        func counters(page: UInt8) throws -> SCSIErrorCounters {
            let parameters: [(code: UInt16, bytes: [UInt8])] = [
                (0, big(errors_corrected_by_eccfast, 4)), (1, big(errors_corrected_by_eccdelayed, 4)),
                (2, big(errors_corrected_by_rereads_rewrites, 8)), (3, big(total_errors_corrected, 8)),
                (4, big(correction_algorithm_invocations, 8)), (5, big(processed ?? 0, 8)),
                (6, big(total_uncorrected_errors, 4)), (0x8000, [1, 2, 3]),
            ]
            return try SCSIErrorCounters(scsiLog(page, parameters), page: page)
        }
    }
    struct Temperature: Decodable {
        let current: Double
        let drive_trip: Double?
    }
    struct Hours: Decodable {
        let hours: Double
        let minutes: Double?
    }
    struct Status: Decodable {
        let passed: Bool
    }

    let scsi_error_counter_log: [String: Counters]?
    let scsi_grown_defect_list: Double?
    let temperature: Temperature?
    let power_on_time: Hours?
    let smart_status: Status?

    static let counterPages: [(name: String, page: UInt8)] = [("write", 2), ("read", 3), ("verify", 5)]

    /// What was read of the disk; its exceptions page said what smartctl calls its status.
    func disk() throws -> SCSIDisk {
        func counters(_ index: Int) throws -> SCSIErrorCounters? {
            let (name, page) = Self.counterPages[index]
            return try scsi_error_counter_log?[name]?.counters(page: page)
        }
        var disk = SCSIDisk()
        (disk.writes, disk.reads, disk.verifications) = (try counters(0), try counters(1), try counters(2))
        disk.exceptions = try SCSIExceptions(scsiLog(0x2F, [(0, [smart_status?.passed == false ? 0x5D : 0, 0, 0])]))
        disk.grownDefects = try scsi_grown_defect_list.map { try SCSIGrownDefects([0, 0x0D, 0, 0] + big($0 * 8, 4)) }
        return disk
    }

    init(_ path: String) throws {
        self = try JSONDecoder().decode(SCSIOracle.self, from: Captures.data(path))
    }
}

/// The bytes of a page, big-endian.
func big(_ value: Double, _ size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: UInt64(value) >> (8 * UInt64($0))) }
}

func scsiLog(_ page: UInt8, _ parameters: [(code: UInt16, bytes: [UInt8])]) -> [UInt8] {
    let body = parameters.flatMap { [UInt8($0.code >> 8), UInt8($0.code & 0xFF), 0, UInt8($0.bytes.count)] + $0.bytes }
    return [page, 0] + big(Double(body.count), 2) + body
}
