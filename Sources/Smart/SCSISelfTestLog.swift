/// Log page 10h: the results of the last 20 self-tests (SPC-5, 7.3.24).
package struct SCSISelfTestLog: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// 1 short, 2 extended, in the background; 5 and 6 the same while nothing else is done.
        package let code: UInt8
        /// 0 passed, 1 and 2 aborted, 3 to 7 failed, 15 running.
        package let result: UInt8
        package let hours: Double
        package let failingLBA: UInt64?

        package var hasFailed: Bool { (3...7).contains(result) }
        var isExtendedAndPassed: Bool { (code == 2 || code == 6) && result == 0 }
    }

    /// Newest first.
    package let entries: [Entry]

    /// The failures that no later extended test has made good, newest first.
    package var failures: [Entry] { entries.prefix { !$0.isExtendedAndPassed }.filter(\.hasFailed) }

    /// Decodes the answer.
    /// - Throws: `PageError` when it is another page, or too short.
    package init(_ bytes: [UInt8]) throws(PageError) {
        self.entries = try SCSILog(bytes, page: 0x10).parameters.prefix(20).compactMap { parameter in
            let bytes = parameter.bytes
            // All of it 0: never used.
            guard bytes.count >= 16, bytes.contains(where: { $0 != 0 }) else { return nil }
            let lba = bytes[4..<12].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let entry = Entry(
                code: bytes[0] >> 5,
                result: bytes[0] & 0xF,
                hours: Double(UInt16(bytes[2]) << 8 | UInt16(bytes[3])),
                failingLBA: (3...7).contains(bytes[0] & 0xF) && lba != .max ? lba : nil
            )
            return entry
        }
    }
}
