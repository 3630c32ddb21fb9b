import Calendars
import Health
import Testing

struct RecurrenceTests {
    @Test(arguments: [
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-30", "2026-11-30", ["2026-12-07", "2027-01-04", "2027-02-01"]),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-30", "2026-11-30", ["2026-12-14", "2026-12-28", "2027-01-11"]),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-30", "2026-12-14", ["2026-12-28", "2027-01-11", "2027-01-25"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-30", "2026-11-30", ["2026-12-31", "2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", "2026-10-30", ["2026-11-30", "2026-12-31"]),
        ("FREQ=DAILY;COUNT=2", "2026-11-30", "2026-11-30", ["2026-12-01"]),
        ("FREQ=DAILY;UNTIL=20261202", "2026-11-30", "2026-11-29", ["2026-11-30", "2026-12-01", "2026-12-02"]),
        ("FREQ=DAILY;UNTIL=20261202", "2026-11-30", "2027-11-29", []),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", "2026-01-01",
            ["2028-02-29", "2032-02-29", "2036-02-29"]
        ),
        ("FREQ=DAILY", "1900-01-01", "2026-11-30", ["2026-12-01", "2026-12-02", "2026-12-03"]),
        ("FREQ=DAILY", "2030-01-01", "2026-11-30", ["2030-01-01", "2030-01-02", "2030-01-03"]),
    ])
    func nextDates(rule: String, start: String, after: String, expected: [String]) throws {
        let recurrence = try Recurrence(rule, from: try #require(CivilDate(start)))
        let dates = try recurrence.next(expected.count == 3 ? 3 : 2, after: try #require(CivilDate(after)))
        #expect(dates.prefix(max(expected.count, 1)).map(\.description) == expected)
    }

    @Test(arguments: [
        "", "garbage", "FREQ=", "FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=DAILY;BYMINUTE=3", "FREQ=YEARLY;INTERVAL=0",
        "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYDAY=54MO", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY\nX:1",
        "FREQ=YEARLY;RSCALE=CHINESE", "FREQ=DAILY;COUNT=3;UNTIL=20300101", "FREQ=DAILY;UNTIL=20200101",
        "FREQ=DAILY;COUNT=99999999999", "FREQ=DAILY;count=0",
    ])
    func badRules(_ rule: String) {
        let error = #expect(throws: CalendarFileError.self) {
            try Recurrence(rule, from: CivilDate(days: 20_000))
        }
        #expect(error?.code == .badRule)
    }

    @Test func aRuleWithoutEndIsBounded() throws {
        let recurrence = try Recurrence("FREQ=DAILY", from: CivilDate(days: 0))
        let all = CivilDate(days: 0)...CivilDate(days: .max)
        #expect(try recurrence.dates(in: all).count == Recurrence.mostDates)
        #expect(try recurrence.dates(in: all, limit: 5).map(\.days) == [0, 1, 2, 3, 4])
        #expect(try recurrence.dates(in: all, limit: -1).isEmpty)
        #expect(try recurrence.next(3, after: CivilDate(days: .max)).isEmpty)
        #expect(try recurrence.next(.max, after: CivilDate(days: .min), years: .min).count == 367)
    }
}
