import Desk

/// The straight line along which the last days' values move.
///
/// It is Theil's and Sen's: the median of the slopes between all pairs of values, which no single outlier turns.
struct Trend: Hashable {
    /// Days that are looked at.
    static let window = 60
    /// Fewer values, or fewer days, say nothing of what is to come.
    static let (leastValues, leastDays) = (10, 14)
    /// How far ahead it is believed, in lengths of what was seen.
    static let reach = 3

    /// By how much the value moves in a day.
    let slope: Double
    /// The line's value on the last day.
    let level: Double
    let lastDay: Int
    /// Days from the first to the last value.
    let length: Int

    /// Nil where there are too few values, they are old, or they move no more than they scatter.
    init?(_ values: [DailyValue], today: Int) {
        let recent = values.filter { $0.day > today - Self.window && $0.day <= today && $0.value.isFinite }
        guard recent.count >= Self.leastValues, let first = recent.first?.day, let last = recent.last?.day,
            last - first >= Self.leastDays, today - last < Self.leastDays
        else { return nil }
        let slopes = recent.indices.flatMap { left in
            recent[(left + 1)...].map { ($0.value - recent[left].value) / Double($0.day - recent[left].day) }
        }
        let slope = Self.median(slopes)
        let levels = recent.map { $0.value + slope * Double(last - $0.day) }
        let level = Self.median(levels)
        let scatter = Self.median(levels.map { ($0 - level).magnitude })
        let movement = slope.magnitude * Double(last - first)
        guard movement.isFinite, movement > 0, movement > 2 * scatter else { return nil }
        (self.slope, self.level, lastDay, length) = (slope, level, last, last - first)
    }

    /// The day on which the line meets a value; nil where it moves away from it, is there already, or meets it too far ahead.
    func day(meeting value: Double) -> Int? {
        let days = ((value - level) / slope).rounded(.up)
        guard days >= 1, days <= Double(length * Self.reach) else { return nil }
        return lastDay + Int(days)
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let upper = sorted.dropFirst(sorted.count / 2).first else { return 0 }
        guard sorted.count.isMultiple(of: 2) else { return upper }
        return sorted[sorted.count / 2 - 1] / 2 + upper / 2
    }
}
