package import Health

/// One result of a disk's self-test log, whatever language the disk speaks.
package struct SelfTestRecord: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case short
        /// The whole surface.
        case extended
        case other
    }

    package enum Outcome: Hashable, Sendable {
        case passed
        case failed
        /// By a command, a reset or a power cut; or nothing is known of it.
        case interrupted
        case running
    }

    package let kind: Kind
    package let outcome: Outcome
    /// Power-on hours at its end; ATA and SCSI keep 16 bits of them.
    package let hours: Double
    package let failingLBA: UInt64?
    /// What it was, and how it ended.
    package let words: String

    /// Hours of running between its end and now; nil where the disk's clock is not known.
    package func age(at powerOnHours: Double?) -> Double? {
        guard let age = powerOnHours.map({ ($0 - hours).truncatingRemainder(dividingBy: 65_536) }) else { return nil }
        return age < 0 ? age + 65_536 : age
    }

    var text: String {
        // An NVMe disk has 64 bits for hours.
        words + (Int(exactly: hours).map { " at \($0) h" } ?? "") + (failingLBA.map { ", sector \($0)" } ?? "")
    }
}

extension [SelfTestRecord] {
    /// All in words, newest first; nil where there is none.
    var reading: Reading? {
        isEmpty ? nil : Reading(.selfTests, .text(map(\.text).joined(separator: "; ")))
    }
}

extension Quantity {
    /// What the newest self-tests found.
    package static let selfTests = Quantity("self-tests", .text)
    /// How much of a self-test that runs is left to do.
    package static let selfTestRemaining = Quantity("self-test-remaining", .percent)
}

extension ATASelfTestLog {
    /// Newest first.
    package var records: [SelfTestRecord] {
        entries.map { entry in
            let outcome: SelfTestRecord.Outcome =
                switch entry.result.outcome {
                case .passed: .passed
                case .running: .running
                case .aborted, .interrupted, .reserved: .interrupted
                case .fatal, .unknownFailure, .electrical, .servo, .read, .handling: .failed
                }
            return SelfTestRecord(
                kind: entry.kind == .short ? .short : entry.kind == .extended ? .extended : .other,
                outcome: outcome,
                hours: Double(entry.hours),
                failingLBA: entry.failingLBA,
                words: (entry.isCaptive ? "captive-" : "")
                    + "\(entry.kind.rawValue) \(outcome == .passed ? "passed" : entry.result.outcome.rawValue)"
            )
        }
    }
}

extension NVMeSelfTestLog {
    /// Newest first.
    package var records: [SelfTestRecord] {
        entries.map { entry in
            let (outcome, words): (SelfTestRecord.Outcome, String) =
                switch entry.outcome {
                case .passed: (.passed, "passed")
                case .failed: (.failed, "failed" + (entry.failedSegment.map { " in segment \($0)" } ?? ""))
                case .aborted: (.interrupted, "aborted")
                case .reserved: (.interrupted, "ended for an unknown reason")
                }
            let (kind, name): (SelfTestRecord.Kind, String) =
                switch entry.kind {
                case .short: (.short, "short")
                case .extended: (.extended, "extended")
                case .vendor: (.other, "vendor's")
                case .unknown: (.other, "unknown")
                }
            return SelfTestRecord(
                kind: kind,
                outcome: outcome,
                hours: entry.powerOnHours,
                failingLBA: entry.failingLBA,
                words: "\(name) \(words)"
            )
        }
    }
}

extension SCSISelfTestLog {
    /// Newest first.
    package var records: [SelfTestRecord] {
        entries.map { entry in
            let (outcome, words): (SelfTestRecord.Outcome, String) =
                switch entry.result {
                case 0: (.passed, "passed")
                case 1: (.interrupted, "aborted")
                case 2: (.interrupted, "aborted by a reset")
                case 3: (.failed, "failed: unknown error")
                case 5: (.failed, "failed in the first segment")
                case 6: (.failed, "failed in the second segment")
                case 4, 7: (.failed, "failed")
                case 15: (.running, "running")
                default: (.interrupted, "ended for an unknown reason")
                }
            let (kind, name): (SelfTestRecord.Kind, String) =
                switch entry.code {
                case 1: (.short, "short")
                case 5: (.short, "captive-short")
                case 2: (.extended, "extended")
                case 6: (.extended, "captive-extended")
                default: (.other, "vendor's")
                }
            return SelfTestRecord(
                kind: kind,
                outcome: outcome,
                hours: entry.hours,
                failingLBA: entry.failingLBA,
                words: "\(name) \(words)"
            )
        }
    }
}
