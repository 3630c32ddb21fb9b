/// A stretch of one day as its clocks show it, in minutes since midnight: `08:30-12:00`; the end does not belong to it.
package struct DaySpan: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 1439.
    package let start: Int
    /// At most 1440, which is the next midnight.
    package let end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    package static let wholeDay = DaySpan(0, 1440)

    package var isWithinOneDay: Bool { start >= 0 && start < end && end <= 1440 }

    package var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

    /// Reads the text form; it may still end before it begins.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 11, bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: "-"),
            bytes[8] == UInt8(ascii: ":")
        else { return nil }
        let numbers = [0, 3, 6, 9].compactMap { Self.number(bytes[$0], bytes[$0 + 1]) }
        guard numbers.count == 4, numbers[1] < 60, numbers[3] < 60 else { return nil }
        self.init(numbers[0] * 60 + numbers[1], numbers[2] * 60 + numbers[3])
    }

    private static func number(_ tens: UInt8, _ ones: UInt8) -> Int? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard digits.contains(tens), digits.contains(ones) else { return nil }
        return Int(tens - digits.lowerBound) * 10 + Int(ones - digits.lowerBound)
    }

    private static func clock(_ minute: Int) -> String {
        let minute = min(max(minute, 0), 5999)
        return [minute / 60, minute % 60].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }
}
