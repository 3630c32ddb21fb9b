/// How the six raw bytes of an attribute are packed; names as in smartmontools' `-v` option.
package enum ATARawFormat: Hashable, Sendable {
    case raw48
    /// Three counters of 16 bits, of which the first counts (Seagate's 188).
    case raw16
    /// A counter of 16 bits, and two more that mean something else.
    case raw16WithRaw16
    /// The last value of 16 bits, and an average beside it.
    case raw16WithAverage
    /// A counter of 24 bits, and three bytes that mean something else.
    case raw24WithRaw8
    case secondsToHours
    case minutesToHours
    case halfMinutesToHours
    /// Hours in 32 bits, milliseconds above them.
    case milliseconds24Hours32
    case temperature
    /// Errors in the upper 16 bits, operations in the lower 32 (Seagate's 1 and 7).
    case errorsOfOperations

    /// The one number of these raw bytes; nil when they hold no temperature.
    package func number(_ raw: UInt64) -> Double? {
        switch self {
        case .raw48: Double(raw & 0xFFFF_FFFF_FFFF)
        case .raw16, .raw16WithRaw16, .raw16WithAverage: Double(raw & 0xFFFF)
        case .raw24WithRaw8: Double(raw & 0xFF_FFFF)
        case .secondsToHours: Double((raw & 0xFFFF_FFFF_FFFF) / 3600)
        case .minutesToHours: Double((raw & 0xFFFF_FFFF_FFFF) / 60)
        case .halfMinutesToHours: Double((raw & 0xFFFF_FFFF_FFFF) / 120)
        case .milliseconds24Hours32: Double(raw & 0xFFFF_FFFF)
        case .temperature: ATATemperature(raw).map { Double($0.current) }
        case .errorsOfOperations: Double(raw >> 32 & 0xFFFF)
        }
    }
}

/// A temperature in degrees Celsius and, where the vendor packs them beside it, the lowest and highest so far.
///
/// Each vendor has a layout of its own, of bytes 5 to 0 (T now, L and H the range in either order, C a count, x a sign):
/// `xH xL xT`, `xL xH xT`, `00 HL xT`, `0 0 0 H L T` and `CC HL xT`. Only a layout whose range makes sense and holds the
/// temperature is taken.
package struct ATATemperature: Hashable, Sendable {
    package let current: Int
    package let range: ClosedRange<Int>?
    /// How often it was too warm (Western Digital).
    package let overTemperatureCount: Int?

    /// Decodes the raw bytes; nil when the temperature is 0 or below, which disks send for "unknown".
    package init?(_ raw: UInt64) {
        func byte(_ index: Int) -> Int { Int(Int8(truncatingIfNeeded: raw >> (8 * UInt64(index)))) }
        func word(_ index: Int) -> UInt16 { UInt16(truncatingIfNeeded: raw >> (16 * UInt64(index))) }
        let current = byte(0)
        guard current > 0 else { return nil }
        func range(_ one: Int, _ other: Int) -> ClosedRange<Int>? {
            let low = min(byte(one), byte(other))
            let high = max(byte(one), byte(other))
            return low >= -60 && low <= current && current <= high && high <= 120 ? low...high : nil
        }
        func isByte(_ word: UInt16) -> Bool { word <= 0xFF || word >= 0xFF80 }
        var found: ClosedRange<Int>?
        var count: Int?
        if word(2) == 0 {
            if word(1) != 0 || !isByte(word(0)) {
                found = (isByte(word(0)) ? range(2, 3) : nil) ?? (word(1) <= 0xFF ? range(1, 2) : nil)
            }
        } else if isByte(word(0)) {
            found = isByte(word(1)) && isByte(word(2)) ? range(2, 4) : nil
            if found == nil, word(2) < 0x7FFF, let warm = range(2, 3), warm.upperBound >= 40 {
                found = warm
                count = Int(word(2))
            }
        }
        self.current = current
        self.range = found
        self.overTemperatureCount = count
    }
}
