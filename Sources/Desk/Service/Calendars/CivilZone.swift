import FoundationEssentials
import Health

/// How far the clocks of a place stand from UTC, at every instant.
///
/// Changes are known from 1970 to 2100, read once from the system's time zones; outside, the nearest of them holds. A program
/// that is linked without ICU knows no zone but UTC, and is refused.
package struct CivilZone: Hashable, Sendable {
    /// As in tzdata: `America/Toronto`.
    package let identifier: String
    /// From when on each offset holds, in milliseconds since the epoch, ascending.
    let starts: [Int64]
    /// Milliseconds east of UTC.
    let offsets: [Int64]

    package static let utc = CivilZone(identifier: "UTC", starts: [.min], offsets: [0])

    private init(identifier: String, starts: [Int64], offsets: [Int64]) {
        self.identifier = identifier
        self.starts = starts
        self.offsets = offsets
    }

    package init(identifier: String) throws(ServiceError) {
        if identifier == "UTC" {
            self = .utc
            return
        }
        guard (1...64).contains(identifier.utf8.count), let zone = TimeZone(identifier: identifier),
            zone.identifier == identifier
        else { throw .unknownZone(identifier) }
        var starts: [Int64] = [.min]
        var offsets = [Self.offset(zone, Self.first)]
        var before = Self.first
        while before < Self.last {
            let after = before + Self.step
            let offset = Self.offset(zone, after)
            if offset != offsets[offsets.count - 1] {
                starts.append(Self.change(zone, after: before, until: after) * 1000)
                offsets.append(offset)
            }
            before = after
        }
        self.init(identifier: identifier, starts: starts, offsets: offsets)
    }

    /// Seconds; no zone has two changes within a week.
    private static let step: Int64 = 7 * 86_400
    private static let first: Int64 = 0
    private static let last: Int64 = 4_102_444_800

    private static func offset(_ zone: TimeZone, _ seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))) * 1000
    }

    /// The first second with the offset of `until`.
    private static func change(_ zone: TimeZone, after: Int64, until: Int64) -> Int64 {
        let old = offset(zone, after)
        var (low, high) = (after, until)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(zone, middle) == old { low = middle } else { high = middle }
        }
        return high
    }
}
