package import Health

extension BusinessCalendar {
    /// Days within which `advance` looks: ten years.
    package static let horizonDays = 3653

    /// Working time between two instants, in milliseconds; 0 when the second is not later.
    package func workingMilliseconds(from: Timestamp, to: Timestamp) -> Int64 {
        var sum: Int64 = 0
        for part in zone.parts(from: from, to: to) {
            for span in spans(on: part.day) {
                let (start, end) = part.clip(span)
                if start < end { sum += end - start }
            }
        }
        return sum
    }

    /// The first instant by which so much working time has passed since `start`, in milliseconds; nil when ten years have less.
    package func advance(_ start: Timestamp, by milliseconds: Int64) -> Timestamp? {
        guard milliseconds > 0 else { return start }
        var left = milliseconds
        for part in zone.parts(from: start, to: start.advanced(by: Double(Self.horizonDays) * 86_400)) {
            for span in spans(on: part.day) {
                let (start, end) = part.clip(span)
                guard start < end else { continue }
                if end - start >= left { return Timestamp(milliseconds: start + left) }
                left -= end - start
            }
        }
        return nil
    }
}
