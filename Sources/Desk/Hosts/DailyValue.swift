package import Health

/// What a quantity was on one day, by the last fact of that day.
package struct DailyValue: Hashable, Sendable {
    /// Whole days since the epoch, in UTC.
    package var day: Int
    package var value: Double

    /// Days for which the desk keeps values.
    package static let keptDays = 400

    package init(day: Int, value: Double) {
        self.day = day
        self.value = value
    }

    /// The middle of the day.
    package var noon: Timestamp { Timestamp(seconds: Int64(min(max(day, -10_000_000), 10_000_000)) * 86_400 + 43_200) }
}
