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
        let layout = Layout(raw)
        guard layout.current > 0 else { return nil }
        self.current = layout.current
        switch layout.extras {
        case .none, .unknown: (self.range, self.overTemperatureCount) = (nil, nil)
        case .range(let range): (self.range, self.overTemperatureCount) = (range, nil)
        case .counted(let range, let count): (self.range, self.overTemperatureCount) = (range, count)
        }
    }

    /// The raw bytes as smartctl 7.3 prints them: also what is no temperature.
    static func text(_ raw: UInt64) -> String {
        let layout = Layout(raw)
        switch layout.extras {
        case .none: return "\(layout.current)"
        case .range(let range): return "\(layout.current) (Min/Max \(range.lowerBound)/\(range.upperBound))"
        case .counted(let range, let count):
            return "\(layout.current) (Min/Max \(range.lowerBound)/\(range.upperBound) #\(count))"
        case .unknown:
            let others = (1...5).reversed().map { String(raw >> (8 * UInt64($0)) & 0xFF) }
            return "\(raw & 0xFF) (\(others.joined(separator: " ")))"
        }
    }
}

/// The bytes of a temperature, sorted out.
private struct Layout {
    enum Extras {
        case none
        case range(ClosedRange<Int>)
        case counted(ClosedRange<Int>, Int)
        /// Bytes that fit no vendor's layout.
        case unknown
    }

    /// How a byte stands in a word: both for one that is not negative.
    struct Fill: OptionSet {
        let rawValue: UInt8
        static let zeros = Fill(rawValue: 1)
        static let sign = Fill(rawValue: 2)

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ word: UInt16) {
            switch word {
            case ...0x7F: self = [.zeros, .sign]
            case ...0xFF: self = .zeros
            case 0xFF80...: self = .sign
            default: self = []
            }
        }
    }

    let current: Int
    let extras: Extras

    init(_ raw: UInt64) {
        func byte(_ index: UInt64) -> Int { Int(Int8(truncatingIfNeeded: raw >> (8 * index))) }
        func word(_ index: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: raw >> (16 * index)) }
        let current = byte(0)
        func range(_ one: UInt64, _ other: UInt64) -> ClosedRange<Int>? {
            let (low, high) = (min(byte(one), byte(other)), max(byte(one), byte(other)))
            let isLikely = low >= -60 && high <= 120 && !(low == -1 && high <= 0)
            return isLikely && low <= current && current <= high ? low...high : nil
        }
        let fill = Fill(word(0))
        var found: ClosedRange<Int>?
        var count: Int?
        if word(2) == 0 {
            found = (fill.isEmpty ? nil : range(2, 3)) ?? (word(1) <= 0xFF ? range(1, 2) : nil)
        } else if !fill.isEmpty {
            let isAlike = !fill.intersection(Fill(word(1))).intersection(Fill(word(2))).isEmpty
            found = isAlike ? range(2, 4) : nil
            if found == nil, word(2) < 0x7FFF, let warm = range(2, 3), warm.upperBound >= 40 {
                found = warm
                count = Int(word(2))
            }
        }
        self.current = current
        if raw >> 16 & 0xFFFF_FFFF == 0, !fill.isEmpty {
            self.extras = .none
        } else if let found {
            self.extras = count.map { .counted(found, $0) } ?? .range(found)
        } else {
            self.extras = .unknown
        }
    }
}
