/// Log page 2Fh: whether the disk foretells its failure, and how warm it is.
package struct SCSIExceptions: Hashable, Sendable {
    package let sense: SCSISense
    /// Degrees Celsius; nil when not reported.
    ///
    /// 0 beside a limit of 0 is what emulated disks send.
    package let temperature: Double?

    /// Decodes the answer.
    /// - Throws: `PageError` when it is another page, or too short.
    package init(_ bytes: [UInt8]) throws(PageError) {
        guard let bytes = try SCSILog(bytes, page: 0x2F)[0]?.bytes, bytes.count >= 2 else {
            throw PageError(code: .truncated, message: "log page 2fh: no exceptions in it")
        }
        self.sense = SCSISense(code: bytes[0], qualifier: bytes[1])
        self.temperature = bytes.count > 2 ? scsiDegrees(bytes[2]) : nil
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
