import Desk
import Health
import Testing

struct BusinessCalendarTests {
    /// 2026-11-23 is a Monday, 2026-11-26 the holiday.
    @Test(arguments: [
        ("2026-11-23T08:00:00Z", "2026-11-23T18:00:00Z", 450.0),
        ("2026-11-23T11:59:30Z", "2026-11-23T13:00:30Z", 1),
        ("2026-11-23T12:00:00Z", "2026-11-23T13:00:00Z", 0),
        ("2026-11-27T16:00:00Z", "2026-11-30T09:00:00Z", 90),
        ("2026-11-25T16:00:00Z", "2026-11-27T09:00:00Z", 90),
        ("2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", 1800),
        ("2026-11-23T18:00:00Z", "2026-11-23T08:00:00Z", 0),
        ("2024-02-28T00:00:00Z", "2024-03-02T00:00:00Z", 1350),
    ])
    func officeHours(from: String, to: String, minutes: Double) throws {
        let calendar = try weekdays("08:30-12:00 13:00-17:00", holidays: ["2026-11-26"])
        #expect(calendar.minutes(try instant(from), try instant(to)) == minutes)
    }

    /// Days on which clocks are changed: hours last as long as they last.
    @Test(arguments: [
        ("America/Toronto", "00:00-24:00", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 1380.0),
        ("America/Toronto", "00:00-24:00", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 1500),
        ("America/Toronto", "00:00-08:00", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 420),
        ("America/Toronto", "00:00-08:00", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 540),
        ("America/Toronto", "02:15-02:45", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 0),
        ("America/Toronto", "01:00-01:30", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 60),
        ("America/Toronto", "09:00-17:00", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 480),
        ("Europe/Paris", "00:00-12:00", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 660),
        ("Europe/Paris", "00:00-12:00", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 780),
        ("Australia/Lord_Howe", "00:00-24:00", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 1470),
        ("Australia/Lord_Howe", "01:30-02:00", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 60),
        ("Australia/Lord_Howe", "00:00-24:00", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z", 1410),
        // Clocks went back over midnight.
        ("America/St_Johns", "00:00-24:00", "2010-11-06T02:30:00Z", "2010-11-08T03:30:00Z", 2940),
        ("America/St_Johns", "23:30-24:00", "2010-11-06T03:00:00Z", "2010-11-07T12:00:00Z", 60),
        ("UTC", "00:00-24:00", "2026-03-08T05:00:00Z", "2026-03-09T05:00:00Z", 1440),
    ])
    func changesOfClocks(zone: String, spans: String, from: String, to: String, minutes: Double) throws {
        let calendar = try everyDay(spans, zone: zone)
        let (start, end) = (try instant(from), try instant(to))
        #expect(calendar.minutes(start, end) == minutes)
        let total = calendar.workingMilliseconds(from: start, to: end)
        guard total > 0 else { return }
        let reached = try #require(calendar.advance(start, by: total))
        #expect(reached <= end)
        #expect(calendar.workingMilliseconds(from: start, to: reached) == total)
        #expect(
            calendar.workingMilliseconds(from: start, to: Timestamp(milliseconds: reached.milliseconds - 1)) == total
                - 1
        )
    }

    @Test(arguments: [
        ("2026-11-23T09:00:00Z", 60, "2026-11-23T10:00:00Z"),
        ("2026-11-23T11:30:00Z", 30, "2026-11-23T12:00:00Z"),
        ("2026-11-23T11:30:00Z", 31, "2026-11-23T13:01:00Z"),
        ("2026-11-28T11:30:00Z", 1, "2026-11-30T08:31:00Z"),
        ("2026-11-25T16:30:00Z", 60, "2026-11-27T09:00:00Z"),
        ("2026-11-23T08:30:00Z", 4 * 450, "2026-11-27T17:00:00Z"),
        ("2026-11-28T11:30:00Z", 0, "2026-11-28T11:30:00Z"),
        ("2026-11-28T11:30:00Z", -5, "2026-11-28T11:30:00Z"),
    ])
    func deadlines(from: String, minutes: Int64, to: String) throws {
        let calendar = try weekdays("08:30-12:00 13:00-17:00", holidays: ["2026-11-26"])
        #expect(calendar.advance(try instant(from), by: minutes * 60_000) == Timestamp(to))
    }

    @Test func tenYearsAreTheEnd() throws {
        let calendar = try weekdays("08:30-08:31")
        let start = try instant("2026-11-23T09:00:00Z")
        #expect(calendar.advance(start, by: 2600 * 60_000) != nil)
        #expect(calendar.advance(start, by: 2620 * 60_000) == nil)
        #expect(calendar.advance(start, by: .max) == nil)
    }

    @Test func intervalsTouchAndStretchesTellWhy() throws {
        let always = try BusinessCalendar.always(id: VersionName(id: "24x7", version: 1), name: "", validFrom: longAgo)
        let (start, end) = (try instant("2026-11-20T00:00:00Z"), try instant("2026-11-27T00:00:00Z"))
        func working(_ calendar: BusinessCalendar) -> [Range<Timestamp>] {
            calendar.stretches(from: start, to: end).filter { $0.kind == .working }.map { $0.from..<$0.to }
        }
        #expect(working(always) == [start..<end])
        let calendar = try weekdays("13:00-17:00 08:30-12:00", holidays: ["2026-11-24", "2026-11-22"])
        let stretches = calendar.stretches(
            from: try instant("2026-11-21T09:00:00Z"),
            to: try instant("2026-11-25T09:00:00Z")
        )
        #expect(
            stretches.map(\.kind) == [
                .outsideHours, .working, .rest, .working, .outsideHours, .holiday("Feast"), .outsideHours, .working,
            ]
        )
        #expect(zip(stretches, stretches.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(stretches[5].from == Timestamp("2026-11-24T00:00:00Z"))
        #expect(working(calendar).count == 8)
    }

    @Test(arguments: [
        ([DaySpan(600, 600)], ServiceError.badSpan(.monday, DaySpan(600, 600))),
        ([DaySpan(600, 500)], .badSpan(.monday, DaySpan(600, 500))),
        ([DaySpan(0, 1441)], .badSpan(.monday, DaySpan(0, 1441))),
        ([DaySpan(-1, 60)], .badSpan(.monday, DaySpan(-1, 60))),
        ([DaySpan(.min, .max)], .badSpan(.monday, DaySpan(.min, .max))),
        (
            [DaySpan(540, 720), DaySpan(0, 60), DaySpan(719, 800)],
            .overlappingSpans(.monday, DaySpan(540, 720), DaySpan(719, 800))
        ),
        ([], .noWorkingTime),
    ])
    func badHours(spans: [DaySpan], expected: ServiceError) {
        let error = #expect(throws: ServiceError.self) {
            try BusinessCalendar(
                id: VersionName(id: "a", version: 1),
                name: "",
                validFrom: longAgo,
                zone: .utc,
                hours: [.monday: spans]
            )
        }
        #expect(error == expected)
        #expect(error?.description.isEmpty == false)
    }

    @Test(arguments: ["08:30-12:00", "00:00-24:00", "23:59-00:00", "99:59-99:59"])
    func spansAsText(_ text: String) {
        #expect(DaySpan(text)?.description == text)
    }

    @Test(arguments: ["", "8:30-12:00", "08:30-12:60", "08:30 12:00", "08:30-12:00 ", "0a:30-12:00", "ééé:é-ééé"])
    func noSpans(_ text: String) {
        #expect(DaySpan(text) == nil)
    }
}
