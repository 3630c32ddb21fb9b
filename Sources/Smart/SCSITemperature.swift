/// Log page 0Dh: the temperature and the one at which the disk trips.
package struct SCSITemperature: Hashable, Sendable {
    /// Degrees Celsius; nil when not reported.
    package let current: Double?
    package let limit: Double?

    /// Decodes the answer.
    /// - Throws: `PageError` when it is another page, or too short.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let log = try SCSILog(bytes, page: 0x0D)
        self.current = log[0]?.bytes.last.flatMap(scsiDegrees)
        self.limit = log[1]?.bytes.last.flatMap(scsiDegrees)
    }
}

/// 0 and FFh stand for none.
func scsiDegrees(_ byte: UInt8) -> Double? { byte == 0 || byte == 0xFF ? nil : Double(byte) }
