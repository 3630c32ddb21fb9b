/// A stretch of time within one local day and under one offset.
struct LocalPart {
    /// Days since 1970-01-01, of the local date.
    let day: Int
    /// Where the local day would begin under this offset, in milliseconds since the epoch.
    let midnight: Int64
    let start: Int64
    let end: Int64

    /// What a span of the day shares with this part; empty when its end is not after its start.
    func clip(_ span: DaySpan) -> (start: Int64, end: Int64) {
        (max(midnight + Int64(span.start) * 60_000, start), min(midnight + Int64(span.end) * 60_000, end))
    }
}

/// All of the time between two instants, cut where a local day or an offset ends.
struct LocalParts: Sequence, IteratorProtocol {
    static let dayLength: Int64 = 86_400_000

    private let zone: CivilZone
    private var index: Int
    private var time: Int64
    private let end: Int64

    init(zone: CivilZone, index: Int, from: Int64, to: Int64) {
        self.zone = zone
        self.index = index
        self.time = from
        self.end = to
    }

    mutating func next() -> LocalPart? {
        guard time < end else { return nil }
        if index + 1 < zone.starts.count, zone.starts[index + 1] <= time { index += 1 }
        let offset = zone.offsets[index]
        let change = index + 1 < zone.starts.count ? zone.starts[index + 1] : .max
        let day = Self.day(time + offset)
        let midnight = day * Self.dayLength - offset
        let start = time
        time = Swift.min(midnight + Self.dayLength, change, end)
        return LocalPart(day: Int(day), midnight: midnight, start: start, end: time)
    }

    /// Days since 1970-01-01 of a local time in milliseconds, rounded down.
    static func day(_ local: Int64) -> Int64 {
        local >= 0 ? local / dayLength : (local + 1) / dayLength - 1
    }
}
