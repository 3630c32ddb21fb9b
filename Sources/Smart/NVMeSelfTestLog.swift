/// NVMe's Device Self-test log, page 06h, 564 bytes: what runs now, and up to 20 results (facts/disks.md section 3).
package struct NVMeSelfTestLog: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case short
        case extended
        case vendor
        case unknown

        init(_ code: UInt8) {
            self =
                switch code {
                case 1: .short
                case 2: .extended
                case 0xE: .vendor
                default: .unknown
                }
        }
    }

    package enum Outcome: Hashable, Sendable {
        case passed
        /// By a command, a reset, a removed or formatted namespace, a sanitize operation, or for an unknown reason.
        case aborted
        /// A fatal error, or one of the segments, which the entry names where the disk knows it.
        case failed
        case reserved

        init(_ code: UInt8) {
            self =
                switch code {
                case 0: .passed
                case 1...4, 8, 9: .aborted
                case 5...7: .failed
                default: .reserved
                }
        }
    }

    package struct Entry: Hashable, Sendable {
        package let kind: Kind
        package let outcome: Outcome
        package let powerOnHours: Double
        /// The segment that failed; nil when the disk does not say.
        package let failedSegment: UInt8?
        package let namespace: UInt32?
        package let failingLBA: UInt64?
    }

    package struct Running: Hashable, Sendable {
        package let kind: Kind
        /// Percent.
        package let done: Int
    }

    /// The test that runs now; nil when none does.
    package let running: Running?
    /// Newest first.
    package let entries: [Entry]

    /// The failures that no later extended test has made good, newest first.
    package var failures: [Entry] {
        entries.prefix { !($0.kind == .extended && $0.outcome == .passed) }.filter { $0.outcome == .failed }
    }

    /// Decodes the page.
    /// - Throws: `PageError`; a page of zeros is none that a controller sends, for unused results are marked with Fh.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 564, name: "Device Self-test log 06h")
        let operation = page[0] & 0xF
        self.running = operation == 0 ? nil : Running(kind: Kind(operation), done: min(Int(page[1] & 0x7F), 100))
        self.entries = (0..<20).compactMap { Self.entry(page, at: 4 + 28 * $0) }
    }

    private static func entry(_ page: Page, at start: Int) -> Entry? {
        let code = page[start] & 0xF
        guard code != 0xF, page[start] != 0 else { return nil }
        let valid = page[start + 2]
        return Entry(
            kind: Kind(page[start] >> 4),
            outcome: Outcome(code),
            powerOnHours: Double(page.u64(start + 4)),
            failedSegment: code == 7 ? page[start + 1] : nil,
            namespace: valid & 1 != 0 ? page.u32(start + 12) : nil,
            failingLBA: valid & 2 != 0 ? page.u64(start + 16) : nil
        )
    }
}
