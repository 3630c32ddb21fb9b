/// What an ATA disk's self-tests found: SMART log 06h, or general purpose log 07h, which has room for 48-bit addresses
/// (facts/disks.md section 3).
package struct ATASelfTestLog: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case offline
        case short
        case extended
        case conveyance
        case selective
        case vendor

        init(_ code: UInt8) {
            // Bit 7 says that it is captive.
            self =
                switch code & 0x7F {
                case 0: .offline
                case 1: .short
                case 2: .extended
                case 3: .conveyance
                case 4: .selective
                default: .vendor
                }
        }
    }

    package struct Entry: Hashable, Sendable {
        package let kind: Kind
        /// Whether the disk did nothing else meanwhile.
        package let isCaptive: Bool
        package let result: ATASelfTest
        /// Power-on hours at the end of the test; the disk keeps 16 bits of them.
        package let hours: UInt16
        /// The first sector that failed; nil where there is none.
        package let failingLBA: UInt64?
    }

    /// Newest first.
    package let entries: [Entry]

    /// The failures that no later extended test has made good, newest first.
    package var failures: [Entry] {
        entries.prefix { !($0.kind == .extended && $0.result.outcome == .passed) }.filter {
            $0.result.outcome.hasFailed
        }
    }

    /// Decodes SMART log 06h, 512 bytes: 21 entries of 24 bytes, and at 508 the number of the newest.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(short bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "self-test log 06h")
        self.entries = try Self.order(newest: Int(page[508]), of: 21, "06h").compactMap { index in
            let start = 2 + 24 * (index - 1)
            return Self.entry(page, at: start, lba: UInt64(page.u32(start + 5)), none: 0xFFFF_FFFF)
        }
    }

    /// Decodes the first sector of general purpose log 07h, 512 bytes: 19 entries of 26 bytes, and at 2 the number of the newest.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(extended bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "self-test log 07h")
        self.entries = try Self.order(newest: Int(page.u16(2)), of: 19, "07h").compactMap { index in
            let start = 4 + 26 * (index - 1)
            return Self.entry(page, at: start, lba: page.u48(start + 5), none: 0xFFFF_FFFF_FFFF)
        }
    }

    /// The places of a ring from the newest back; none of an empty one.
    ///
    /// Where the newest lies elsewhere (in a further sector of log 07h) nothing is known, and not that nothing has failed.
    private static func order(newest: Int, of count: Int, _ log: String) throws(PageError) -> [Int] {
        guard newest > 0 else { return [] }
        guard newest <= count else {
            throw PageError(
                code: .truncated,
                message: "self-test log \(log): its newest entry is number \(newest) of \(count)"
            )
        }
        return (0..<count).map { (newest - 1 - $0 + count) % count + 1 }
    }

    private static func entry(_ page: Page, at start: Int, lba: UInt64, none: UInt64) -> Entry? {
        // Never used: not even a time stands there.
        guard page.holdsAny(start..<start + 9) else { return nil }
        let result = ATASelfTest(page[start + 1])
        return Entry(
            kind: Kind(page[start]),
            isCaptive: page[start] & 0x80 != 0,
            result: result,
            hours: page.u16(start + 2),
            failingLBA: result.outcome.hasFailed && lba != none ? lba : nil
        )
    }
}
