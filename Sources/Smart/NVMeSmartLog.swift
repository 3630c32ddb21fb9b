/// NVMe's SMART / Health Information log, page 02h, 512 bytes (facts/disks.md section 3).
package struct NVMeSmartLog: Hashable, Sendable {
    /// What the controller warns of; bits are not latched.
    package struct Warning: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        package static let spare = Warning(rawValue: 0x01)
        package static let temperature = Warning(rawValue: 0x02)
        package static let reliability = Warning(rawValue: 0x04)
        package static let readOnly = Warning(rawValue: 0x08)
        package static let volatileBackup = Warning(rawValue: 0x10)
        package static let persistentMemory = Warning(rawValue: 0x20)
    }

    package let warning: Warning
    /// Degrees Celsius; nil when not reported.
    package let temperature: Double?
    /// Percent left; nil when not reported: above 100, or 0 where the threshold is 0 too, as QEMU sends.
    package let availableSpare: Double?
    /// Percent; nil when not reported or reserved (above 100).
    package let spareThreshold: Double?
    /// Percent of the endurance; 255 stands for 255 and more.
    package let percentageUsed: Double
    /// Bytes.
    package let dataRead: Double
    package let dataWritten: Double
    package let hostReads: Double
    package let hostWrites: Double
    /// Minutes.
    package let busyTime: Double
    package let powerCycles: Double
    package let powerOnHours: Double
    package let unsafeShutdowns: Double
    package let mediaErrors: Double
    package let errorLogEntries: Double
    /// Minutes above the warning and the critical temperature.
    package let warningTemperatureTime: Double
    package let criticalTemperatureTime: Double
    /// Degrees Celsius of sensors 1 to 8; nil for those that are not there.
    package let sensors: [Double?]
    /// How often, and for how many seconds in all, the controller throttled lightly (1) and heavily (2).
    package let thermalTransitions: [Double]
    package let thermalTimes: [Double]

    /// Decodes the page.
    /// - Throws: `PageError`.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 512, name: "SMART log 02h")
        self.warning = Warning(rawValue: page[0])
        self.temperature = Kelvin(page.u16(1))?.celsius
        let (spare, threshold) = (page[3], page[4])
        self.availableSpare = spare > 100 || (spare == 0 && threshold == 0) ? nil : Double(spare)
        self.spareThreshold = threshold > 100 || (spare == 0 && threshold == 0) ? nil : Double(threshold)
        self.percentageUsed = Double(page[5])
        self.dataRead = page.u128(32) * 512_000
        self.dataWritten = page.u128(48) * 512_000
        self.hostReads = page.u128(64)
        self.hostWrites = page.u128(80)
        self.busyTime = page.u128(96)
        self.powerCycles = page.u128(112)
        self.powerOnHours = page.u128(128)
        self.unsafeShutdowns = page.u128(144)
        self.mediaErrors = page.u128(160)
        self.errorLogEntries = page.u128(176)
        self.warningTemperatureTime = Double(page.u32(192))
        self.criticalTemperatureTime = Double(page.u32(196))
        self.sensors = (0..<8).map { Kelvin(page.u16(200 + 2 * $0))?.celsius }
        self.thermalTransitions = [216, 220].map { Double(page.u32($0)) }
        self.thermalTimes = [224, 228].map { Double(page.u32($0)) }
    }
}
