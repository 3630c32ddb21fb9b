import Desk
import Health
import Testing

@testable import DeskWeb

struct ChartTests {
    /// 2026-11-30T12:00:00Z.
    private static let now = Timestamp(seconds: 1_796_040_000)
    private static let limit = Chart.Threshold(value: 10, name: Words(en: "limit", fr: "limite"))

    private static func history(_ days: some Sequence<Int>, _ value: (Int) -> Double) -> [DailyValue] {
        days.map { DailyValue(day: now.day + $0, value: value($0)) }
    }

    private static func chart(
        _ history: [DailyValue],
        told: [(at: Timestamp, value: Double)] = [],
        _ thresholds: [Chart.Threshold] = [limit],
        _ direction: Rule.Direction = .below
    ) -> Chart? {
        Chart(history: history, told: told, thresholds: thresholds, direction: direction, now: now)
    }

    @Test func aCourseHasTwoPoints() throws {
        #expect(Self.chart([]) == nil)
        #expect(Self.chart(Self.history(0...0) { _ in 4 }) == nil)
        let chart = try #require(
            Self.chart(Self.history(0...0) { _ in 4 }, told: [(Self.now.advanced(by: -60), 4)])
        )
        #expect(chart.points.map(\.isDaily) == [false, true])
        #expect(chart.times == Self.now.advanced(by: -60)...Self.now)
    }

    @Test func itGoesOnToTheThreshold() throws {
        let chart = try #require(Self.chart(Self.history(-29...0) { 15 - Double($0) * 0.5 }))
        let forecast = try #require(chart.forecast)
        #expect(forecast.at.day == Self.now.day + 10 && forecast.threshold == Self.limit)
        #expect(chart.times.upperBound == forecast.at)
        #expect(chart.place(of: forecast.at) == 1)
        let words = ChartWords(chart, in: .percent, Figures(.en))
        #expect(words.forecast == "If it goes on like this, it reaches 10 % (limit) about 2026-12-10.")
        #expect(words.summary.hasPrefix("From 2026-11-01 to 2026-11-30: first 29.5 %, last 15 %"))
        #expect(ChartWords(chart, in: .percent, Figures(.fr)).forecast?.contains("vers le 2026-12-10") == true)
    }

    @Test func nothingIsClaimedWithoutGround() throws {
        let falling: (Int) -> Double = { 15 - Double($0) * 0.5 }
        for (history, direction) in [
            (Self.history(-29...0, falling), Rule.Direction.above), (Self.history(-5...0, falling), .below),
            (Self.history(-29...0) { 5 - Double($0) * 0.1 }, .below), (Self.history(-29...0) { _ in 12 }, .below),
        ] {
            let chart = try #require(Self.chart(history, [Self.limit], direction))
            #expect(chart.forecast == nil)
            #expect(ChartWords(chart, in: .percent, Figures(.en)).forecast == nil)
        }
    }

    @Test func theNextThresholdIsMetFirst() throws {
        let thresholds = [17, 5, 100].map { Chart.Threshold(value: $0, name: Words(en: "l", fr: "l")) }
        let chart = try #require(Self.chart(Self.history(-29...0) { 8 + Double($0) * 0.25 }, thresholds, .above))
        #expect(chart.forecast?.threshold.value == 17)
        #expect(chart.thresholds.map(\.value) == [5, 17, 100])
    }

    @Test func longAgoIsTakenByWeeks() throws {
        let chart = try #require(Self.chart(Self.history(-399...0) { Double(-$0) }))
        #expect((100...115).contains(chart.points.count))
        #expect(chart.points.suffix(60).map(\.at.day) == Array((Self.now.day - 59)...Self.now.day))
    }

    @Test(arguments: [[1e300, -1e300], [.infinity, 1], [.nan, 1]])
    func whatCannotBeDrawnIsNot(values: [Double]) {
        #expect(Self.chart(Self.history(-1...0) { values[$0 + 1] }) == nil)
    }

    @Test(arguments: [
        ([0.0, 100], [0.0, 50, 100]), ([4, 10], [0, 5, 10]), ([0, 0], [0, 0.5, 1]),
        ([41, 47], [40, 42, 44, 46, 48]),
        ([-3, 3], [-4, -2, 0, 2, 4]),
    ])
    func ticksAreRound(values: [Double], ticks: [Double]) throws {
        let scale = try #require(Scale(spanning: values))
        #expect(scale.ticks == ticks)
        #expect(scale.low <= values.min() ?? 0 && scale.high >= values.max() ?? 0)
        #expect(scale.place(of: scale.low) == 0 && scale.place(of: scale.high) == 1)
    }

    /// Everything stands within the picture, and names of thresholds do not stand on each other.
    @Test func thePictureHoldsAll() throws {
        let near = [10, 10.2, 10.4].map { Chart.Threshold(value: $0, name: Words(en: "l", fr: "l")) }
        let chart = try #require(
            Self.chart(Self.history(-29...0) { 25 - Double($0) * 0.5 }, told: [(Self.now, 24)], near)
        )
        let values = ChartDrawing(chart, in: .percent, Figures(.en)).values
        let path = try #require(values["line"] as? String)
        let numbers = path.split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
        #expect(numbers.count == 60)
        #expect(
            numbers.indices.allSatisfy {
                $0.isMultiple(of: 2) ? (60...312).contains(numbers[$0]) : (14...160).contains(numbers[$0])
            }
        )
        let limits = try #require(values["limits"] as? [[String: Any]])
        let places = limits.compactMap { ($0["text_y"] as? String).flatMap { Double($0) } }
        #expect(places.count == 3 && Set(places).count == 3)
        #expect(values["forecast"] is [String: Any])
    }

    /// Where the host was away nothing is drawn.
    @Test func aGapStaysOne() throws {
        let history = Self.history([-40, -39, -10, -9, 0]) { _ in 20 }
        let chart = try #require(Self.chart(history))
        let path = try #require(ChartDrawing(chart, in: .percent, Figures(.en)).values["line"] as? String)
        #expect(path.count { $0 == "M" } == 2)
    }
}
