import Health
import Testing

struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (1_709_164_800_123, "2024-02-29T00:00:00.123Z"), (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
            (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"), (1_795_435_200_000, "2026-11-23T12:00:00.000Z"),
            (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (-62_162_035_200_000, "0000-03-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func bothWays(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test func everyDayOfFourHundredYearsComesBackAndIsALaterOne() {
        var last = ""
        for day: Int64 in -10_957...135_140 {
            let time = Timestamp(seconds: day * 86_400 + 86_399)
            let text = time.description
            #expect(Timestamp(text) == time && text > last)
            last = text
        }
        #expect(last.hasPrefix("2340-01-"))
    }

    @Test(
        arguments: [
            ("2026-11-23T12:00:00Z", 0), ("2026-11-23T12:00:00.5Z", 500), ("2026-11-23T12:00:00.1239Z", 123),
            ("2026-11-23T12:00:00.000000001Z", 0), ("2026-11-23T11:59:60Z", 0),
        ] as [(String, Int64)]
    )
    func fractionsAndLeapSeconds(text: String, milliseconds: Int64) {
        #expect(Timestamp(text) == Timestamp(milliseconds: noon.milliseconds + milliseconds))
    }

    @Test(
        arguments: [
            "", "Z", "2026-11-23", "2026-11-23T12:00:00", "2026-11-23T12:00:00+00:00", "2026-11-23t12:00:00Z",
            "2026-11-23 12:00:00Z", "2026-02-29T12:00:00Z", "1900-02-29T12:00:00Z", "2026-13-01T12:00:00Z",
            "2026-00-01T12:00:00Z", "2026-04-31T12:00:00Z", "2026-11-00T12:00:00Z", "2026-11-23T24:00:00Z",
            "2026-11-23T12:60:00Z", "2026-11-23T12:00:61Z", "2026-11-23T12:00:00.Z", "2026-11-23T12:00:00,5Z",
            "2026-11-23T12:00:00.1234567890Z", "-026-11-23T12:00:00Z", "+2026-11-23T12:00:00Z",
            "2026-11-23T12:00:00.-1Z", "2026-11-23T12:00:0٣Z", "2026-11-23T12:00:00ZZ", "2026-11-23T12:00:00.\u{0}Z",
        ]
    )
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(arguments: [Int64.min, .min + 1, -1, 0, .max - 1, .max])
    func extremesDoNotTrap(value: Int64) {
        let time = Timestamp(milliseconds: value)
        #expect(time.description.utf8.count == 24)
        #expect((1...7).contains(time.weekday))
        #expect(time.seconds <= value / 1000)
        #expect(Timestamp(seconds: value).milliseconds.signum() == value.signum())
        for seconds in [1e300, -1e300, .infinity, -.infinity, .nan, 1, -1] {
            #expect(time.advanced(by: seconds).description.utf8.count == 24)
        }
        #expect(time.seconds(since: Timestamp(milliseconds: ~value)).isFinite)
    }

    @Test(
        arguments: [
            ("1970-01-01", 4), ("1969-12-31", 3), ("1969-12-28", 7), ("2026-11-23", 1), ("2026-11-29", 7),
            ("2000-02-29", 2), ("1900-01-01", 1),
        ]
    )
    func weekdays(date: String, weekday: Int) {
        for clock in ["T00:00:00.000Z", "T23:59:59.999Z"] {
            #expect(Timestamp(date + clock)?.weekday == weekday)
        }
    }

    @Test func secondsAreRoundedDown() {
        #expect([-1001, -1000, -1, 0, 999, 1000].map { Timestamp(milliseconds: $0).seconds } == [-2, -1, -1, 0, 0, 1])
        #expect(noon.advanced(by: 1.5).seconds(since: noon) == 1.5)
        #expect(noon < noon.advanced(by: 0.001))
    }
}
