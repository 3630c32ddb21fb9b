package import Health

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

extension SCSIErrorCounters {
    /// What the counters of one page are called: `read-errors-corrected`.
    package struct Quantities: Sendable {
        package let correctedFast: Quantity
        package let correctedDelayed: Quantity
        package let repeated: Quantity
        package let corrected: Quantity
        package let invocations: Quantity
        package let processed: Quantity
        package let uncorrected: Quantity

        private init(_ operation: String, processed: Quantity) {
            func errors(_ kind: String) -> Quantity { Quantity("\(operation)-errors-\(kind)") }
            (correctedFast, correctedDelayed) = (errors("corrected-fast"), errors("corrected-delayed"))
            (repeated, corrected, invocations) = (errors("repeated"), errors("corrected"), errors("corrections"))
            (self.processed, uncorrected) = (processed, errors("uncorrected"))
        }

        package static let reads = Quantities("read", processed: .dataRead)
        package static let writes = Quantities("write", processed: .dataWritten)
        package static let verifications = Quantities("verify", processed: Quantity("data-verified", .bytes))
    }

    /// The readings; what the disk does not count is left out.
    func readings(_ quantities: Quantities) -> [Reading] {
        [
            (quantities.correctedFast, correctedFast), (quantities.correctedDelayed, correctedDelayed),
            (quantities.repeated, repeated), (quantities.corrected, corrected), (quantities.invocations, invocations),
            (quantities.uncorrected, uncorrected), (quantities.processed, processed),
        ].compactMap { quantity, number in number.map { Reading(quantity, $0) } }
    }
}
