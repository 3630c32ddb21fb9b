extension ATARawFormat {
    /// The raw bytes as smartctl 7.3 prints them (`raw.string` of its JSON).
    package func text(_ bytes: ATARawBytes) -> String {
        let value = value(bytes)
        func byte(_ index: UInt64) -> UInt64 { value >> (8 * index) & 0xFF }
        func word(_ index: UInt64) -> UInt64 { value >> (16 * index) & 0xFFFF }
        let (low32, high32) = (value & 0xFFFF_FFFF, value >> 32)
        switch packing {
        case .raw8: return Self.list((0...5).reversed().map(byte))
        case .raw16: return Self.list([word(2), word(1), word(0)])
        case .raw48, .raw56, .raw64: return String(value)
        case .hex48: return "0x" + Self.padded(value, 12, radix: 16)
        case .hex56: return "0x" + Self.padded(value, 14, radix: 16)
        case .hex64: return "0x" + Self.padded(value, 16, radix: 16)
        case .raw16WithRaw16: return Self.noted(word(0), [word(2), word(1)])
        case .raw16WithAverage: return word(1) == 0 ? String(word(0)) : "\(word(0)) (Average \(word(1)))"
        case .raw24WithRaw8: return Self.noted(value & 0xFF_FFFF, [byte(5), byte(4), byte(3)])
        case .raw24OverRaw24: return "\(value >> 24 & 0xFFFF_FFFF)/\(value & 0xFF_FFFF)"
        case .raw24OverRaw32: return "\(high32)/\(low32)"
        case .secondsToHours: return "\(Self.hours(minutes: value / 60))+\(Self.padded(value % 60, 2))s"
        case .minutesToHours: return Self.noted(Self.hours(minutes: low32), [word(2)])
        case .halfMinutesToHours: return Self.hours(minutes: value / 2)
        case .milliseconds24Hours32:
            let (minutes, seconds) = (high32 / 60_000, high32 / 1000 % 60)
            return "\(low32)h+\(Self.padded(minutes, 2))m+\(Self.padded(seconds, 2))."
                + Self.padded(high32 % 1000, 3) + "s"
        case .temperature: return ATATemperature.text(value)
        case .tenthsOfDegrees: return "\(word(0) / 10).\(word(0) % 10)"
        }
    }

    private static func list(_ numbers: [UInt64]) -> String { numbers.map { String($0) }.joined(separator: " ") }

    /// What counts and, in brackets where one of them is not 0, the numbers beside it.
    private static func noted(_ main: some CustomStringConvertible, _ numbers: [UInt64]) -> String {
        numbers.allSatisfy { $0 == 0 } ? "\(main)" : "\(main) (\(list(numbers)))"
    }

    private static func hours(minutes: UInt64) -> String { "\(minutes / 60)h+\(padded(minutes % 60, 2))m" }

    private static func padded(_ number: UInt64, _ width: Int, radix: Int = 10) -> String {
        let digits = String(number, radix: radix)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
