import Desk
import Health

/// The course of a value as a picture: where everything stands in it, without words and without drawing.
struct Chart {
    /// A value at a point of time.
    struct Point: Hashable {
        let at: Timestamp
        let value: Double
        /// Whether it is the day's, and not one that a ticket was told.
        let isDaily: Bool
    }

    /// A value at which it gets bad, and what that is called.
    struct Threshold: Hashable {
        let value: Double
        let name: Words
    }

    /// Where the trend leads.
    struct Forecast: Hashable {
        let trend: Trend
        let threshold: Threshold
        let at: Timestamp
    }

    /// Oldest first.
    let points: [Point]
    /// Lowest first.
    let thresholds: [Threshold]
    let forecast: Forecast?
    let values: Scale
    let times: ClosedRange<Timestamp>

    /// Nil where there are no two points of time, which would be no course.
    ///
    /// - Parameters:
    ///   - history: a value a day.
    ///   - told: what the ticket was told, oldest first.
    ///   - thresholds: at which values it gets bad.
    ///   - direction: on which side of them.
    ///   - now: until when it goes, where it does not look ahead.
    init?(
        history: [DailyValue],
        told: [(at: Timestamp, value: Double)],
        thresholds: [Threshold],
        direction: Rule.Direction,
        now: Timestamp
    ) {
        let daily = Self.thinned(history, today: now.day).map {
            Point(at: min($0.noon, now), value: $0.value, isDaily: true)
        }
        points = (daily + told.suffix(Self.toldLimit).map { Point(at: $0.at, value: $0.value, isDaily: false) })
            .sorted { $0.at < $1.at }
        self.thresholds = thresholds.sorted { $0.value < $1.value }
        guard let first = points.first?.at, let last = points.last?.at, first < last else { return nil }
        let forecast = Self.forecast(history, thresholds, direction, today: now.day)
        self.forecast = forecast
        let ahead = [forecast?.trend.level].compactMap { $0 }
        guard let values = Scale(spanning: points.map(\.value) + thresholds.map(\.value) + ahead) else { return nil }
        self.values = values
        times = first...max(last, now, forecast?.at ?? now)
    }

    /// What a ticket was told, of which more would only be smudges.
    private static let toldLimit = 100

    /// Each of the last days, and of those before the last one of each week.
    private static func thinned(_ history: [DailyValue], today: Int) -> [DailyValue] {
        history.indices.filter { index in
            let day = history[index].day
            let next = index + 1 < history.endIndex ? history[index + 1].day : .max
            return day > today - Trend.window || day / 7 != next / 7
        }
        .map { history[$0] }
    }

    /// The next threshold that gets bad if the trend goes on.
    private static func forecast(
        _ history: [DailyValue],
        _ thresholds: [Threshold],
        _ direction: Rule.Direction,
        today: Int
    ) -> Forecast? {
        guard let trend = Trend(history, today: today), let latest = history.last?.value,
            (direction == .above) == (trend.slope > 0)
        else { return nil }
        let ahead = thresholds.filter { direction == .above ? $0.value > latest : $0.value < latest }
        guard let next = ahead.min(by: { ($0.value - latest).magnitude < ($1.value - latest).magnitude }),
            let day = trend.day(meeting: next.value), day > today
        else { return nil }
        return Forecast(trend: trend, threshold: next, at: DailyValue(day: day, value: next.value).noon)
    }

    /// Where a point of time stands: 0 at the first, 1 at the last one.
    func place(of time: Timestamp) -> Double {
        time.seconds(since: times.lowerBound) / times.upperBound.seconds(since: times.lowerBound)
    }
}
