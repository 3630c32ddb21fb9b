/// What an NVMe controller says of itself: Identify Controller, 4096 bytes (facts/disks.md section 3).
package struct NVMeIdentify: Hashable, Sendable {
    package let model: String
    package let serial: String
    package let firmware: String
    /// Degrees Celsius from which the composite temperature is too warm (WCTEMP); nil when not reported.
    package let warningTemperature: Double?
    /// Degrees Celsius at which it is in danger (CCTEMP); nil when not reported.
    package let criticalTemperature: Double?
    /// Bytes (TNVMCAP); nil when not reported.
    package let capacity: Double?
    /// How many entries its error log has (ELPE and one more).
    package let errorLogEntries: Int
    /// Whether it tests itself and keeps a log of that (OACS bit 4).
    package let hasSelfTests: Bool

    /// Decodes the page.
    /// - Throws: `PageError`.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 4096, name: "Identify Controller")
        self.serial = page.text(4..<24)
        self.model = page.text(24..<64)
        self.firmware = page.text(64..<72)
        self.warningTemperature = Kelvin(page.u16(266))?.celsius
        self.criticalTemperature = Kelvin(page.u16(268))?.celsius
        let capacity = page.u128(280)
        self.capacity = capacity > 0 ? capacity : nil
        self.errorLogEntries = Int(page[262]) + 1
        self.hasSelfTests = page.u16(256) & 0x10 != 0
    }
}

/// A temperature of an NVMe page in kelvin; 0 means not reported, and what no disk survives is not believed.
struct Kelvin {
    let celsius: Double

    init?(_ kelvin: UInt16) {
        guard (173...473).contains(kelvin) else { return nil }
        self.celsius = Double(kelvin) - 273
    }
}
