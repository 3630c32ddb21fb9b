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

    /// Decodes the answer to LOG SENSE of that page.
    /// - Throws: `PageError` when it is another page.
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
