/// How the raw bytes of an attribute are packed: smartmontools' `-v` formats (facts/disks.md section 3).
package struct ATARawFormat: Hashable, Sendable {
    /// The packing of the value that the byte order makes; raw values are smartmontools' names.
    package enum Packing: String, CaseIterable, Hashable, Sendable {
        /// Six numbers of 8 bits, of which none is the one.
        case raw8
        /// Three counters of 16 bits, of which the lowest counts.
        case raw16
        case raw48
        case hex48
        case raw56
        case hex56
        case raw64
        case hex64
        /// A counter of 16 bits, and two more that mean something else.
        case raw16WithRaw16 = "raw16(raw16)"
        /// The last value of 16 bits, and an average beside it.
        case raw16WithAverage = "raw16(avg16)"
        /// A counter of 24 bits, and three bytes that mean something else.
        case raw24WithRaw8 = "raw24(raw8)"
        /// Two counters of 24 bits; the upper one counts.
        case raw24OverRaw24 = "raw24/raw24"
        /// Errors in the bits above the lower 32, operations in those.
        case raw24OverRaw32 = "raw24/raw32"
        case secondsToHours = "sec2hour"
        /// Minutes in 32 bits, and a word that means something else.
        case minutesToHours = "min2hour"
        case halfMinutesToHours = "halfmin2hour"
        /// Hours in 32 bits, milliseconds above them.
        case milliseconds24Hours32 = "msec24hour32"
        case temperature = "tempminmax"
        case tenthsOfDegrees = "temp10x"
    }

    package let packing: Packing
    /// nil for the order that the packing has by itself.
    package let order: ATAByteOrder?

    package init(_ packing: Packing, _ order: ATAByteOrder? = nil) {
        self.packing = packing
        self.order = order
    }

    /// Reads `raw48` or `raw24/raw32:04321`; nil when the packing or its byte order is none of smartmontools'.
    package init?(_ name: some StringProtocol) {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let packing = Packing(rawValue: String(first)) else { return nil }
        guard parts.count == 2 else {
            self.init(packing)
            return
        }
        guard let order = ATAByteOrder(parts[1]) else { return nil }
        self.init(packing, order)
    }

    /// The name as smartmontools spells it.
    package var name: String { packing.rawValue + (order.map { ":" + $0.text } ?? "") }

    /// The one number of these raw bytes; nil when they hold no temperature, or many numbers of which none is the one.
    package func number(_ bytes: ATARawBytes) -> Double? {
        let value = value(bytes)
        return switch packing {
        case .raw8: nil
        case .raw16, .raw16WithRaw16, .raw16WithAverage: Double(value & 0xFFFF)
        case .raw48, .hex48, .raw56, .hex56, .raw64, .hex64: Double(value)
        case .raw24WithRaw8: Double(value & 0xFF_FFFF)
        case .raw24OverRaw24: Double(value >> 24 & 0xFFFF_FFFF)
        case .raw24OverRaw32: Double(value >> 32)
        case .secondsToHours: Double(value / 3600)
        case .minutesToHours: Double((value & 0xFFFF_FFFF) / 60)
        case .halfMinutesToHours: Double(value / 120)
        case .milliseconds24Hours32: Double(value & 0xFFFF_FFFF)
        case .temperature: ATATemperature(value).map { Double($0.current) }
        case .tenthsOfDegrees: value & 0xFFFF == 0 ? nil : Double(value & 0xFFFF) / 10
        }
    }

    /// The one number of six raw bytes, beside which the other bytes are 0.
    package func number(_ raw: UInt64) -> Double? { number(ATARawBytes(raw)) }

    /// The bytes in their order, up to 64 bits.
    func value(_ bytes: ATARawBytes) -> UInt64 {
        if let order { return order.value(bytes) }
        return switch packing {
        case .raw64, .hex64: bytes.raw << 16 | UInt64(bytes.worst) << 8 | UInt64(bytes.current)
        case .raw56, .hex56, .raw24OverRaw32, .milliseconds24Hours32: UInt64(bytes.reserved) << 48 | bytes.raw
        default: bytes.raw
        }
    }
}

extension ATARawFormat {
    package static let raw48 = ATARawFormat(.raw48)
    package static let raw16 = ATARawFormat(.raw16)
    package static let raw16WithRaw16 = ATARawFormat(.raw16WithRaw16)
    package static let raw16WithAverage = ATARawFormat(.raw16WithAverage)
    package static let raw24WithRaw8 = ATARawFormat(.raw24WithRaw8)
    package static let secondsToHours = ATARawFormat(.secondsToHours)
    package static let minutesToHours = ATARawFormat(.minutesToHours)
    package static let halfMinutesToHours = ATARawFormat(.halfMinutesToHours)
    package static let milliseconds24Hours32 = ATARawFormat(.milliseconds24Hours32)
    package static let temperature = ATARawFormat(.temperature)
    /// Errors in the upper 16 of the six raw bytes' bits, operations in the lower 32 (Seagate's 1 and 7).
    package static let errorsOfOperations = ATARawFormat(.raw24OverRaw32, .six)

    /// Whether the number is in degrees Celsius.
    var isTemperature: Bool { packing == .temperature || packing == .tenthsOfDegrees }
}
