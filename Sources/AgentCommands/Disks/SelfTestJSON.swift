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
        "captive-short": (129, "Short captive"), "captive-extended": (130, "Extended captive"),
        "captive-conveyance": (131, "Conveyance captive"), "captive-selective": (132, "Selective captive"),
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

    private static let scsiKinds: [String: (Double, String)] = [
        "short": (1, "Background short"), "extended": (2, "Background long"),
        "captive-short": (5, "Foreground short"), "captive-extended": (6, "Foreground long"),
    ]
    private static let scsiOutcomes: [String: (Double, String)] = [
        "passed": (0, "Completed"), "aborted": (1, "Aborted (by user command)"),
        "aborted by a reset": (2, "Aborted (device reset ?)"),
        "failed: unknown error": (3, "Unknown error, incomplete"),
        "failed in the first segment": (5, "Failed in first segment"),
        "failed in the second segment": (6, "Failed in second segment"), "running": (15, "Self test in progress ..."),
    ]

    fileprivate var hasFailed: Bool { outcome.hasPrefix("failed") }

    /// smartctl leaves it open whether a fatal or unknown error is the disk's.
    private var passed: JSON.Member? {
        let isTold = outcome == "passed" || hasFailed && outcome != ATASelfTest.Outcome.fatal.rawValue
        return isTold ? JSON.Member("passed", .bool(!hasFailed)) : nil
    }

    /// What stands for a word in smartctl's JSON: its number, where it has one, and its words.
    private static func coded(_ word: String, _ known: (number: Double, words: String)?) -> JSON {
        let number = known.map { JSON.Member("value", .number($0.number)) }
        return .object([number, JSON.Member("string", .string(known?.words ?? word))].compactMap(\.self))
    }

    /// An entry of `ata_smart_self_test_log`.
    var ata: JSON {
        let status = [JSON.Member("string", .string(Self.outcomes[outcome] ?? outcome)), passed]
        let members: [JSON.Member?] = [
            JSON.Member("type", Self.coded(kind, Self.kinds[kind])),
            JSON.Member("status", .object(status.compactMap(\.self))),
            hours.map { JSON.Member("lifetime_hours", .number(Double($0))) },
            sector.map { JSON.Member("lba", .number(Double($0))) },
        ]
        return .object(members.compactMap(\.self))
    }

    /// A member `scsi_self_test_N`.
    var scsi: JSON {
        let members: [JSON.Member?] = [
            JSON.Member("code", Self.coded(kind, Self.scsiKinds[kind])),
            JSON.Member("result", Self.coded(outcome, Self.scsiOutcomes[outcome])),
            hours.map { JSON.Member("power_on_time", ["hours": .number(Double($0))]) },
            sector.map { JSON.Member("lba_first_failure", ["value": .number(Double($0))]) },
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
        self[text: .selfTests].map(SelfTestResult.all) ?? []
    }

    /// ATA's, under smartctl's names; nil where there are none.
    var ataSelfTestLog: JSON.Member? {
        guard !selfTests.isEmpty else { return nil }
        let failures = selfTests.count(where: \.hasFailed)
        let log: JSON = [
            "table": .array(selfTests.map(\.ata)), "count": .number(Double(selfTests.count)),
            "error_count_total": .number(Double(failures)),
        ]
        return JSON.Member("ata_smart_self_test_log", ["standard": log])
    }

    var nvmeSelfTestLog: JSON.Member? {
        guard !selfTests.isEmpty else { return nil }
        return JSON.Member("nvme_self_test_log", ["table": .array(selfTests.map(\.nvme))])
    }
}
