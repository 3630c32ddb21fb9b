import Health
import TestSupport
import Testing

struct FiguresTests {
    @Test(
        arguments: [
            (0, "0", "0"), (999, "999", "999"), (1000, "1,000", "1\u{202F}000"), (12_043, "12,043", "12\u{202F}043"),
            (-1_234_567, "-1,234,567", "-1\u{202F}234\u{202F}567"), (36.5, "36.5", "36,5"), (36.04, "36", "36"),
            (-0.04, "0", "0"), (999.96, "1,000", "1\u{202F}000"), (.nan, "nan", "nan"), (1e300, "1e+300", "1e+300"),
        ] as [(Double, String, String)]
    )
    func numbers(value: Double, english: String, french: String) {
        #expect(Figures(.en).number(value) == english)
        #expect(Figures(.fr).number(value) == french)
    }

    @Test(
        arguments: [
            (3, .percent, "3 %", "3\u{A0}%"), (38, .celsius, "38 °C", "38\u{A0}°C"),
            (12_043, .hours, "12,043 h", "12\u{202F}043\u{A0}h"),
            (3, .days, "3 d", "3\u{A0}j"), (1440, .seconds, "24 min", "24\u{A0}min"),
            (230, .volts, "230 V", "230\u{A0}V"),
            (1.5e12, .bytes, "1.5 TB", "1,5\u{A0}To"), (512, .bytes, "512 B", "512\u{A0}o"), (7, .count, "7", "7"),
            (1, .flag, "yes", "oui"), (0, .flag, "no", "non"),
        ] as [(Double, Unit, String, String)]
    )
    func quantities(value: Double, unit: Unit, english: String, french: String) {
        #expect(Figures(.en).quantity(value, unit) == english)
        #expect(Figures(.fr).quantity(value, unit) == french)
    }

    @Test(
        arguments: [
            (0, "just now", "à l'instant"), (1.5, "1 s ago", "il y a 1\u{A0}s"), (59.9, "59 s ago", "il y a 59\u{A0}s"),
            (125, "2 min ago", "il y a 2\u{A0}min"), (3600, "1 h ago", "il y a 1\u{A0}h"),
            (172_799, "47 h ago", "il y a 47\u{A0}h"),
            (172_800, "2 d ago", "il y a 2\u{A0}j"), (-30, "just now", "à l'instant"),
            (-7200, "in 2 h", "dans 2\u{A0}h"),
        ] as [(Double, String, String)]
    )
    func ages(seconds: Double, english: String, french: String) {
        #expect(Figures(.en).age(of: noon.advanced(by: -seconds), at: noon) == english)
        #expect(Figures(.fr).age(of: noon.advanced(by: -seconds), at: noon) == french)
    }

    /// A summer's day and a winter's, whatever day it is.
    @Test(arguments: [
        ("2026-07-01T21:30:00Z", "2026-07-01 23:30 +02:00", "2026-07-01"),
        ("2026-11-23T23:30:00Z", "2026-11-24 00:30 +01:00", "2026-11-24"),
    ])
    func aTimeHasTheOffsetOfItsOwnDate(time: String, expected: String, day: String) throws {
        let figures = Figures(.en, zone: paris)
        let time = try #require(Timestamp(time))
        #expect(figures.time(time) == expected)
        #expect(figures.date(time) == day)
    }

    @Test(arguments: [
        (-12_600, "2026-11-23 08:30 -03:30"), (20_700, "2026-11-23 17:45 +05:45"), (0, "2026-11-23 12:00 UTC"),
    ])
    func offsets(seconds: Int, expected: String) {
        #expect(Figures(.fr, zone: Zone { _ in seconds }).time(noon) == expected)
    }

    @Test(arguments: [
        "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-07-01T12:00:00Z", "2026-10-24T23:59:59Z",
        "2026-10-25T01:00:00Z", "2026-12-01T12:00:00Z",
    ])
    func aClockOfAZoneTellsTheTime(text: String) throws {
        let time = try #require(Timestamp(text))
        #expect(paris.time(local: paris.local(time)) == time)
    }

    @Test(arguments: Language.allCases)
    func extremeTimesHaveWords(language: Language) {
        let first = Timestamp(milliseconds: .min)
        let last = Timestamp(milliseconds: .max)
        #expect(Figures(language).age(of: first, at: last) != Figures(language).age(of: last, at: first))
        #expect(Figures(language).time(noon) == "2026-11-23 12:00 UTC")
    }
}
