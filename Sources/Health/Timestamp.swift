/// A point of civil time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored as POSIX does.
///
/// Its text form is RFC 3339 in UTC with milliseconds, `2026-11-23T21:00:00.123Z`, on the wire and in every `--json`.
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch; negative before 1970.
    package var milliseconds: Int64

    /// Whole seconds since the epoch, rounded down.
    package var seconds: Int64 { milliseconds >= 0 ? milliseconds / 1000 : (milliseconds + 1) / 1000 - 1 }

    /// Whole days since the epoch, rounded down, of at most 10 million.
    package var day: Int {
        let days = milliseconds / 86_400_000 - (milliseconds % 86_400_000 < 0 ? 1 : 0)
        return Int(min(max(days, -10_000_000), 10_000_000))
    }

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The time `seconds` after the epoch.
    ///
    /// Values that do not fit are clamped, because they come from file systems and devices.
    package init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        self.milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// Seconds from `other` to this time; negative when `other` is later.
    package func seconds(since other: Timestamp) -> Double {
        Double(milliseconds) / 1000 - Double(other.milliseconds) / 1000
    }

    /// This time moved by a number of seconds.
    package func advanced(by seconds: Double) -> Timestamp {
        let moved = Double(milliseconds) + (seconds * 1000).rounded()
        guard moved.magnitude < 9e18 else { return Timestamp(milliseconds: moved < 0 ? .min : .max) }
        return Timestamp(milliseconds: Int64(moved))
    }
}

extension Timestamp: CustomStringConvertible {
    /// The RFC 3339 form.
    ///
    /// Years outside 0 to 9999 have no such form and are shown as the nearest that has.
    package var description: String {
        let bounded = min(max(milliseconds, Self.firstMillisecond), Self.lastMillisecond)
        let days = bounded >= 0 ? bounded / 86_400_000 : (bounded - 86_399_999) / 86_400_000
        let inDay = bounded - days * 86_400_000
        let (year, month, day) = Self.civil(fromDays: days)
        let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1000 % 60].map { Self.padded($0, 2) }
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))T"
            + clock.joined(separator: ":") + ".\(Self.padded(inDay % 1000, 3))Z"
    }

    /// Reads the RFC 3339 form in UTC, with or without a fraction.
    ///
    /// Anything else is nil.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 30, bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        let marks: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year),
            hour < 24, minute < 60, second < 61
        else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), bytes.count > 21, number(20..<bytes.count - 1) != nil else {
                return nil
            }
            let digits = (bytes[20..<bytes.count - 1] + [UInt8](repeating: UInt8(ascii: "0"), count: 3)).prefix(3)
            fraction = digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
        let seconds = Self.days(fromCivil: (year, month, day)) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    /// The day of the week in UTC, 1 for Monday to 7 for Sunday (ISO 8601).
    package var weekday: Int {
        let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds + 1) / 86_400_000 - 1
        return Int(((days % 7) + 10) % 7) + 1
    }

    private static let firstMillisecond: Int64 = -62_167_219_200_000
    private static let lastMillisecond: Int64 = 253_402_300_799_999

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    private static func days(inMonth month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since the epoch of a date of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
    private static func days(fromCivil date: (year: Int64, month: Int64, day: Int64)) -> Int64 {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
