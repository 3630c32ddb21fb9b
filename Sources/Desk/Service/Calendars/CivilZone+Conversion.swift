package import Health

extension CivilZone {
    /// Seconds east of UTC at an instant.
    package func offset(at time: Timestamp) -> Int { Int(offsets[index(at: time.milliseconds)] / 1000) }

    /// The day and the minute of it (0 to 1439) that clocks show at an instant.
    package func civil(_ time: Timestamp) -> (date: CivilDate, minute: Int) {
        let bounded = min(max(time.milliseconds, Self.earliest), Self.latest)
        let local = bounded + offsets[index(at: bounded)]
        let day = LocalParts.day(local)
        return (CivilDate(days: Int(day)), Int((local - day * LocalParts.dayLength) / 60_000))
    }

    /// The first instant at which clocks show that minute of that day, or a later one.
    ///
    /// So of an hour that is repeated it is the first, and of one that is left out the instant of the jump.
    package func time(_ date: CivilDate, minute: Int = 0) -> Timestamp {
        let local = Int64(date.days) * LocalParts.dayLength + Int64(min(max(minute, 0), 1440)) * 60_000
        // No offset is greater than a day, so no earlier one can hold.
        var index = index(at: local - LocalParts.dayLength)
        while index + 1 < starts.count, local - offsets[index] >= starts[index + 1] { index += 1 }
        return Timestamp(milliseconds: max(local - offsets[index], starts[index]))
    }

    /// What lies between two instants, cut where a local day or an offset ends; times before 1970 and after 2200 are left out.
    func parts(from: Timestamp, to: Timestamp) -> LocalParts {
        let start = min(max(from.milliseconds, Self.earliest), Self.latest)
        let end = min(max(to.milliseconds, Self.earliest), Self.latest)
        return LocalParts(zone: self, index: index(at: start), from: start, to: end)
    }

    /// When the clocks change between two instants, and by how many seconds they stand east of UTC from then on.
    package func changes(from: Timestamp, to: Timestamp) -> [(at: Timestamp, offset: Int)] {
        zip(starts, offsets).compactMap { start, offset in
            guard start >= from.milliseconds, start < to.milliseconds else { return nil }
            return (Timestamp(milliseconds: start), Int(offset / 1000))
        }
    }

    /// The place of the offset that holds at an instant.
    private func index(at time: Int64) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    private static let earliest: Int64 = 0
    private static let latest: Int64 = 7_258_118_400_000
}
