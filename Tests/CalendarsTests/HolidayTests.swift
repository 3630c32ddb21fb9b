import Calendars
import Health
import Testing

struct HolidayTests {
    /// Canada's and Quebec's days by rules: fixed, the nth of a month, the last before a date.
    @Test(arguments: [
        ("20200701", "FREQ=YEARLY", ["2026-07-01", "2027-07-01"]),
        ("20200907", "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", ["2026-09-07", "2027-09-06"]),
        ("20201012", "FREQ=YEARLY;BYMONTH=10;BYDAY=2MO", ["2026-10-12", "2027-10-11"]),
        // Patriots' day, the Monday before 25 May.
        ("20200518", "FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYMONTHDAY=18,19,20,21,22,23,24", ["2026-05-18", "2027-05-24"]),
        ("20200525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31"]),
        ("20240229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", ["2026-02-28", "2027-02-28"]),
        ("20200101", "FREQ=YEARLY;UNTIL=20261231", ["2026-01-01"]),
        ("20240101", "FREQ=YEARLY;COUNT=3", ["2026-01-01"]),
        ("20240101", "FREQ=YEARLY;INTERVAL=3", ["2027-01-01"]),
    ])
    func rules(start: String, rule: String, expected: [String]) throws {
        let file = calendar(["DTSTART;VALUE=DATE:\(start)", "SUMMARY:Congé", "RRULE:\(rule)"])
        #expect(try days(file, 2026...2027) == expected.map { "\($0) Congé" })
    }

    @Test func leapDays() throws {
        let file = calendar(["DTSTART;VALUE=DATE:20240229", "SUMMARY:Leap", "RRULE:FREQ=YEARLY"])
        #expect(try days(file, 2024...2033) == ["2024-02-29 Leap", "2028-02-29 Leap", "2032-02-29 Leap"])
    }

    /// Easter has no rule.
    @Test func easterByDates() throws {
        let file = calendar([
            "DTSTART;VALUE=DATE:20260406", "SUMMARY:Lundi de Pâques", "RDATE;VALUE=DATE:20270329,20280417",
            "RDATE;VALUE=DATE:20290402",
        ])
        #expect(
            try days(file, 2026...2028) == [
                "2026-04-06 Lundi de Pâques", "2027-03-29 Lundi de Pâques", "2028-04-17 Lundi de Pâques",
            ]
        )
    }

    @Test func exceptions() throws {
        let file = calendar([
            "DTSTART;VALUE=DATE:20240508", "SUMMARY:Victoire", "RRULE:FREQ=YEARLY",
            "EXDATE;VALUE=DATE:20250508,20260508",
            "RDATE;VALUE=DATE:20260507",
        ])
        #expect(
            try days(file, 2024...2027) == [
                "2024-05-08 Victoire", "2026-05-07 Victoire", "2027-05-08 Victoire",
            ]
        )
    }

    @Test func severalDaysAndTheYearsEdge() throws {
        let file = calendar([
            "DTSTART;VALUE=DATE:20241230", "DTEND;VALUE=DATE:20250103", "SUMMARY:Closed", "RRULE:FREQ=YEARLY",
        ])
        #expect(
            try days(file) == [
                "2026-01-01 Closed", "2026-01-02 Closed", "2026-12-30 Closed", "2026-12-31 Closed",
            ]
        )
    }

    @Test(arguments: [
        (["DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261225"], ["2026-12-25 X"]),
        (["DTSTART;VALUE=DATE:20261225", "DURATION:P2D"], ["2026-12-25 X", "2026-12-26 X"]),
        (["DTSTART:20261225"], ["2026-12-25 X"]),
        // A zone that the file does not define.
        (["DTSTART;TZID=Nowhere/Land:20261225T000000", "DTEND;TZID=Nowhere/Land:20261226T000000"], ["2026-12-25 X"]),
        (["DTSTART;TZID=America/Toronto:20261225T000000", "DURATION:P1D"], ["2026-12-25 X"]),
        (["DTSTART:20261225T000000Z", "DTEND:20261226T000000Z"], []),
        (["DTSTART:20261225T120000", "DTEND:20261225T130000"], []),
        (["DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED"], []),
    ])
    func whatIsADay(lines: [String], expected: [String]) throws {
        #expect(try days(calendar(lines + ["SUMMARY:X"])) == expected)
    }

    /// A name is one line for a table, whatever the file holds.
    @Test(arguments: [("a\\nb", "a b"), ("a\u{1B}[31m", "a [31m"), ("\\;\\,", ";,")])
    func names(written: String, name: String) throws {
        #expect(try days(calendar(["DTSTART;VALUE=DATE:20261225", "SUMMARY:\(written)"])) == ["2026-12-25 \(name)"])
        let long = String(repeating: "é", count: 5000)
        let file = try CalendarFile(calendar(["DTSTART;VALUE=DATE:20261225", "SUMMARY:\(long)"]), years: 2026...2026)
        #expect(file.days.map(\.name.count) == [200])
    }

    @Test func eventsWithHoursAreCounted() throws {
        let hours = ["DTSTART:20261225T120000", "DTEND:20261225T130000", "SUMMARY:Meeting"]
        let file = try CalendarFile(calendar(hours, hours, ["DTSTART;VALUE=DATE:20261225"]), years: 2026...2026)
        #expect(file.leftOut == 2)
        #expect(file.days.map(\.name) == [""])
    }

    /// One day of a series is moved by an event of its own.
    @Test func replacedDays() throws {
        let file = calendar(
            ["UID:1", "DTSTART;VALUE=DATE:20200624", "SUMMARY:Fête nationale", "RRULE:FREQ=YEARLY"],
            [
                "UID:1", "RECURRENCE-ID;VALUE=DATE:20270624", "DTSTART;VALUE=DATE:20270625",
                "SUMMARY:Fête nationale (reportée)",
            ]
        )
        #expect(
            try days(file, 2026...2027) == ["2026-06-24 Fête nationale", "2027-06-25 Fête nationale (reportée)"]
        )
    }

    /// Folded lines, escapes, alarms and zones as programs write them.
    @Test func whatElseFilesHold() throws {
        let text = """
            BEGIN:VCALENDAR
            PRODID:-//Test//EN
            BEGIN:VTIMEZONE
            TZID:America/Toronto
            BEGIN:STANDARD
            DTSTART:16010101T000000
            RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261225
            X-ODD;;LINE
            SUMMARY;LANGUAGE=fr:Noël\\, jour
             \u{20}férié
            BEGIN:VALARM
            DTSTART:garbage
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """
        #expect(try days([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == ["2026-12-25 Noël, jour férié"])
    }
}
