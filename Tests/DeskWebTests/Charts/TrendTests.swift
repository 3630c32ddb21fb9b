import Desk
import Testing

@testable import DeskWeb

struct TrendTests {
    private static let today = 20_000

    private static func values(_ days: some Sequence<Int>, _ value: (Int) -> Double) -> [DailyValue] {
        days.map { DailyValue(day: today + $0, value: value($0)) }
    }

    @Test func aStraightLineIsFound() throws {
        let trend = try #require(Trend(Self.values(-29...0) { 40 + Double($0) }, today: Self.today))
        #expect(trend.slope == 1 && trend.level == 40 && trend.lastDay == Self.today && trend.length == 29)
        #expect(trend.day(meeting: 50) == Self.today + 10)
        #expect(trend.day(meeting: 50.5) == Self.today + 11)
        #expect(trend.day(meeting: 40) == nil && trend.day(meeting: 39) == nil, "it is there already")
        #expect(trend.day(meeting: 127) == Self.today + 87, "three times what was seen")
        #expect(trend.day(meeting: 128) == nil)
    }

    @Test func outliersDoNotTurnIt() throws {
        let values = Self.values(-39...0) { $0.isMultiple(of: 7) ? 1e6 : 100 - Double($0) * 0.5 }
        let trend = try #require(Trend(values, today: Self.today))
        #expect((trend.slope + 0.5).magnitude < 0.05)
        #expect((trend.level - 100).magnitude < 2)
    }

    @Test func tooLittleSaysNothing() {
        let line: (Int) -> Double = { Double($0) }
        #expect(Trend([], today: Self.today) == nil)
        #expect(Trend(Self.values(-8...0, line), today: Self.today) == nil, "too few values")
        #expect(Trend(Self.values(-13...0, line), today: Self.today) == nil, "too few days")
        #expect(Trend(Self.values(-14...0, line), today: Self.today) != nil)
        #expect(Trend(Self.values(-40 ... -14, line), today: Self.today) == nil, "too old")
        #expect(Trend(Self.values(-90 ... -60, line), today: Self.today) == nil, "before the window")
    }

    @Test func whatOnlyScattersHasNoTrend() {
        #expect(Trend(Self.values(-59...0) { _ in 7 }, today: Self.today) == nil)
        #expect(Trend(Self.values(-59...0) { Double(($0 + 60) * 7919 % 13) }, today: Self.today) == nil)
        // A step long ago is no trend.
        #expect(Trend(Self.values(-59...0) { $0 < -50 ? 0 : 8 }, today: Self.today) == nil)
    }

    @Test func whatIsNoNumberIsPassedOver() {
        #expect(Trend(Self.values(-59...0) { _ in .nan }, today: Self.today) == nil)
        #expect(Trend(Self.values(-59...0) { $0.isMultiple(of: 2) ? 1e308 : -1e308 }, today: Self.today) == nil)
    }
}
