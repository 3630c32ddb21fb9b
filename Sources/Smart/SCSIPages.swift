/// INQUIRY and its pages of vital product data (SPC-5, 6.6 and 7.7).
package struct SCSIInquiry: Hashable, Sendable {
    package let vendor: String
    package let product: String
    package let revision: String
    /// Whether it is a disk, and not an enclosure or a changer.
    package let isDisk: Bool

    /// Decodes the standard answer, of at least 36 bytes.
    /// - Throws: `PageError`.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 36, name: "INQUIRY")
        self.isDisk = page[0] & 0x1F == 0
        self.vendor = page.text(8..<16)
        self.product = page.text(16..<32)
        self.revision = page.text(32..<36)
    }

    /// The unit's serial number, page 80h; nil when it has none.
    package static func serial(_ bytes: [UInt8]) -> String? {
        guard bytes.count > 4, bytes[1] == 0x80 else { return nil }
        let length = min(Int(bytes[3]), bytes.count - 4)
        guard length > 0, let page = try? Page(bytes, size: 4 + length, name: "VPD 80h") else { return nil }
        let text = page.text(4..<4 + length)
        return text.isEmpty ? nil : text
    }
}

/// One of the error counter pages: 02h writes, 03h reads, 05h verifications.
package struct SCSIErrorCounters: Hashable, Sendable {
    /// Errors that were made good: at once, with delay, by doing it again.
    package let correctedFast: Double?
    package let correctedDelayed: Double?
    package let repeated: Double?
    package let corrected: Double?
    /// How often the correction was used.
    package let invocations: Double?
    /// Bytes.
    package let processed: Double?
    /// Errors that could not be made good.
    package let uncorrected: Double?

    package init(_ bytes: [UInt8], page: UInt8) throws(PageError) {
        let log = try SCSILog(bytes, page: page)
        self.correctedFast = log[0]?.number
        self.correctedDelayed = log[1]?.number
        self.repeated = log[2]?.number
        self.corrected = log[3]?.number
        self.invocations = log[4]?.number
        self.processed = log[5]?.number
        self.uncorrected = log[6]?.number
    }
}

/// Log page 2Fh: whether the disk foretells its failure, and how warm it is.
package struct SCSIExceptions: Hashable, Sendable {
    package let sense: SCSISense
    /// Degrees Celsius; nil when not reported.
    ///
    /// 0 beside a limit of 0 is what emulated disks send.
    package let temperature: Double?

    package init(_ bytes: [UInt8]) throws(PageError) {
        guard let bytes = try SCSILog(bytes, page: 0x2F)[0]?.bytes, bytes.count >= 2 else {
            throw PageError(code: .truncated, message: "log page 2fh: no exceptions in it")
        }
        self.sense = SCSISense(code: bytes[0], qualifier: bytes[1])
        self.temperature = bytes.count > 2 ? degrees(bytes[2]) : nil
    }
}

/// Mode page 1Ch: whether the disk gives notice at all (SPC-5, 7.5.15).
package struct SCSIExceptionsControl: Hashable, Sendable {
    /// Whether somebody has switched the notices off (DEXCPT).
    package let isOff: Bool

    /// Decodes the answer to MODE SENSE(6): a header, block descriptors, then the page.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let start = 4 + (bytes.count > 3 ? Int(bytes[3]) : 0)
        guard start + 3 <= bytes.count, bytes[start] & 0x3F == 0x1C else {
            throw PageError(code: .truncated, message: "mode page 1ch: not in the answer")
        }
        self.isOff = bytes[start + 2] & 0x08 != 0
    }
}

/// Log page 0Dh: the temperature and the one at which the disk trips.
package struct SCSITemperature: Hashable, Sendable {
    /// Degrees Celsius; nil when not reported.
    package let current: Double?
    package let limit: Double?

    package init(_ bytes: [UInt8]) throws(PageError) {
        let log = try SCSILog(bytes, page: 0x0D)
        self.current = log[0]?.bytes.last.flatMap(degrees)
        self.limit = log[1]?.bytes.last.flatMap(degrees)
    }
}

/// 0 and FFh stand for none.
private func degrees(_ byte: UInt8) -> Double? { byte == 0 || byte == 0xFF ? nil : Double(byte) }

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

/// The grown list's header, READ DEFECT DATA(12): how many blocks were replaced since the disk was made (SBC-4, 5.20).
package struct SCSIGrownDefects: Hashable, Sendable {
    package let count: Double

    package init(_ bytes: [UInt8]) throws(PageError) {
        guard bytes.count >= 8 else { throw PageError(code: .truncated, message: "READ DEFECT: \(bytes.count) bytes") }
        // Whatever the format that was asked for, the disk says in which it answers.
        let size: Double = bytes[1] & 0x7 == 0 ? 4 : 8
        let length = bytes[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard bytes[1] & 0x8 != 0, length != .max else {
            throw PageError(code: .blank, message: "READ DEFECT: not the grown list")
        }
        self.count = (Double(length) / size).rounded(.down)
    }
}
