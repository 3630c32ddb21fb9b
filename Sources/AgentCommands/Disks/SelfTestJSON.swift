import Health
import Report
import Smart

/// One result of a self-test, as its reading tells it: `extended failed: read part at 1200 h, sector 99`.
struct SelfTestResult: Hashable, Sendable {
    /// The first word.
    let kind: String
    let outcome: String
    let hours: UInt64?
    let sector: UInt64?

    /// The results of a reading, newest first.
    static func all(of text: String) -> [SelfTestResult] { parts(text, "; ").compactMap { SelfTestResult($0) } }

    private init?(_ text: String) {
        let (rest, sector) = Self.cut(text, ", sector ")
        let (words, hours) = Self.cut(rest, " at ")
        let split = words.split(separator: " ", maxSplits: 1).map { String($0) }
        guard split.count == 2 else { return nil }
        (kind, outcome) = (split[0], split[1])
        self.hours = hours.flatMap { UInt64($0.split(separator: " ").first ?? "") }
        self.sector = sector.flatMap { UInt64($0) }
    }

    private static func parts(_ text: String, _ separator: String) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }

    /// What stands before a mark, and what after it.
    private static func cut(_ text: String, _ mark: String) -> (String, String?) {
        let found = parts(text, mark)
        return (found[0], found.count > 1 ? found[1] : nil)
    }
}

extension SelfTestResult {
    /// The words and numbers of smartctl 7.3.
    private static let kinds: [String: (Double, String)] = [
        "offline": (0, "Offline"), "short": (1, "Short offline"), "extended": (2, "Extended offline"),
        "conveyance": (3, "Conveyance offline"), "selective": (4, "Selective offline"),
    ]
    private static let outcomes: [String: String] = [
        "passed": "Completed without error", "aborted": "Aborted by host", "interrupted": "Interrupted (host reset)",
        "failed: fatal or unknown error": "Fatal or unknown error",
        "failed: unknown part": "Completed: unknown failure",
        "failed: electrical part": "Completed: electrical failure",
        "failed: servo or seek part": "Completed: servo/seek failure", "failed: read part": "Completed: read failure",
        "failed: suspected damage in handling": "Completed: handling damage??",
        "running": "Self-test routine in progress",
    ]

    private var hasFailed: Bool { outcome.hasPrefix("failed") }

    private var passed: JSON.Member? {
        outcome == "passed" || hasFailed ? JSON.Member("passed", .bool(!hasFailed)) : nil
    }

    /// An entry of `ata_smart_self_test_log`.
    var ata: JSON {
        let (code, name) = Self.kinds[kind] ?? (nil, kind) as (Double?, String)
        let type = [code.map { JSON.Member("value", .number($0)) }, JSON.Member("string", .string(name))]
        let status = [JSON.Member("string", .string(Self.outcomes[outcome] ?? outcome)), passed]
        let members: [JSON.Member?] = [
            JSON.Member("type", .object(type.compactMap(\.self))),
            JSON.Member("status", .object(status.compactMap(\.self))),
            hours.map { JSON.Member("lifetime_hours", .number(Double($0))) },
            sector.map { JSON.Member("lba", .number(Double($0))) },
        ]
        return .object(members.compactMap(\.self))
    }

    /// An entry of `nvme_self_test_log` (smartctl 7.4).
    var nvme: JSON {
        let names = ["short": "Short", "extended": "Extended"]
        let words = outcome == "passed" ? "Completed without error" : outcome
        let members: [JSON.Member?] = [
            JSON.Member("self_test_code", ["string": .string(names[kind] ?? kind)]),
            JSON.Member("self_test_result", ["string": .string(words)]),
            hours.map { JSON.Member("power_on_hours", .number(Double($0))) },
            sector.map { JSON.Member("lba", .number(Double($0))) },
        ]
        return .object(members.compactMap(\.self))
    }
}

extension HealthReport.Entry {
    /// The results of the disk's self-tests, newest first.
    var selfTests: [SelfTestResult] {
        guard case .text(let text) = readings.first(where: { $0.quantity == .selfTests })?.value else { return [] }
        return SelfTestResult.all(of: text)
    }

    /// ATA's, under smartctl's names; nil where there are none.
    var ataSelfTestLog: JSON.Member? {
        guard !selfTests.isEmpty, !attributes.isEmpty else { return nil }
        let members: [JSON.Member?] = [
            JSON.Member("table", .array(selfTests.map(\.ata))),
            JSON.Member("count", .number(Double(selfTests.count))),
            self[.failedSelfTests].map { JSON.Member("error_count_total", .number($0)) },
        ]
        return JSON.Member("ata_smart_self_test_log", ["standard": .object(members.compactMap(\.self))])
    }

    var nvmeSelfTestLog: JSON.Member? {
        guard !selfTests.isEmpty, attributes.isEmpty, self[.criticalWarningBits] != nil else { return nil }
        return JSON.Member("nvme_self_test_log", ["table": .array(selfTests.map(\.nvme))])
    }
}
