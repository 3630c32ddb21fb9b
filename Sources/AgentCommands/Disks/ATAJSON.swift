import Health
import Report
import Smart

extension HealthReport.Entry {
    /// What smartctl has for an ATA disk.
    var ataMembers: [JSON.Member?] {
        [
            wwn, object("ata_smart_data", [object("self_test", [selfTestStatus])]),
            attributes.isEmpty
                ? nil : JSON.Member("ata_smart_attributes", ["table": .array(attributes.map(\.json))]),
            ataErrorLog, ataSelfTestLog,
        ]
    }

    private var wwn: JSON.Member? {
        guard let number = self[text: .wwn].flatMap({ UInt64($0, radix: 16) }) else { return nil }
        return JSON.Member(
            "wwn",
            [
                "naa": .number(Double(number >> 60)), "oui": .number(Double(number >> 36 & 0xFF_FFFF)),
                "id": .number(Double(number & 0xF_FFFF_FFFF)),
            ]
        )
    }
}

extension HealthReport.Entry {
    /// smartctl's words for how the last self-test ended.
    private static let endings: [ATASelfTest.Outcome: String] = [
        .passed: "completed without error", .aborted: "was aborted by the host",
        .interrupted: "was interrupted by the host with a reset",
        .fatal: "could not complete due to a fatal or unknown error",
        .unknownFailure: "completed with error (unknown test element)",
        .electrical: "completed with error (electrical test element)",
        .servo: "completed with error (servo/seek test element)", .read: "completed with error (read test element)",
        .handling: "completed with error (handling damage?)",
    ]

    private var selfTestStatus: JSON.Member? {
        guard let outcome = self[text: .selfTest].flatMap(ATASelfTest.Outcome.init), outcome != .reserved else {
            return nil
        }
        guard outcome != .running else { return object("status", [number("remaining_percent", .selfTestRemaining)]) }
        // smartctl does not call this one failed.
        let passed = outcome == .passed ? true : outcome.hasFailed && outcome != .fatal ? false : nil
        return object(
            "status",
            [text("string", Self.endings[outcome]), passed.map { JSON.Member("passed", .bool($0)) }]
        )
    }

    /// The count, and of the newest errors what both of the disk's logs hold.
    private var ataErrorLog: JSON.Member? {
        let errors = LoggedError.all(of: self[text: .errors] ?? "").map { error in
            let hours = error.hours.map { JSON.Member("lifetime_hours", .number(Double($0))) }
            return JSON.object(
                [JSON.Member("error_number", .number(Double(error.number)))] + [hours].compactMap(\.self)
            )
        }
        let table = errors.isEmpty ? nil : JSON.Member("table", .array(errors))
        return object("ata_smart_error_log", [object("summary", [number("count", .commandErrors), table])])
    }
}

/// One error of a disk's log, as its reading tells it: `129: uncorrectable data at 1200 h, sector 99`.
private struct LoggedError {
    let number: UInt64
    let hours: UInt64?

    /// The errors of a reading, newest first.
    static func all(of text: String) -> [LoggedError] { text.split(separator: "; ").compactMap { LoggedError($0) } }

    private init?(_ text: Substring) {
        guard let number = text.split(separator: ": ").first.flatMap({ UInt64($0) }) else { return nil }
        self.number = number
        self.hours = text.split(separator: " at ").last?.split(separator: " ").first.flatMap { UInt64($0) }
    }
}
