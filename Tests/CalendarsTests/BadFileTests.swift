import Calendars
import Health
import TestSupport
import Testing

struct BadFileTests {
    @Test(
        arguments: [
            ("", CalendarFileError.Code.notCalendar, nil),
            ("\r\n\r\n", .notCalendar, nil),
            ("hello", .notCalendar, 1),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT", .notCalendar, nil),
            ("BEGIN:VCALENDAR\nEND:VEVENT\n", .syntax, 2),
            ("BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VEVENT\n", .notCalendar, 3),
            ("BEGIN:VCALENDAR\u{0}", .notText, nil),
        ] as [(String, CalendarFileError.Code, Int?)]
    )
    func files(text: String, code: CalendarFileError.Code, line: Int?) {
        let error = #expect(throws: CalendarFileError.self) { try days(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.line == line)
    }

    /// The lines of an event; its BEGIN is the third of the file.
    @Test(arguments: [
        (["DTSTART;VALUE=DATE:20261399"], CalendarFileError.Code.badDate, 5),
        (["DTSTART;VALUE=DATE:20260230"], .badDate, 5),
        (["DTSTART;VALUE=DATE:garbage"], .syntax, 4),
        (["DTSTART"], .syntax, 4),
        (["SUMMARY:none"], .syntax, 3),
        (["DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20280101"], .tooMuch, 3),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=NEVER"], .syntax, 5),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=HOURLY"], .badRule, 3),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"], .badRule, 3),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;BYHOUR=1,2,3"], .badRule, 3),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], .badRule, 3),
        (["DTSTART;VALUE=DATE:20260101", "RRULE:RSCALE=HEBREW;FREQ=YEARLY"], .badRule, 3),
        (["DTSTART;VALUE=DATE:20260101", "RDATE;VALUE=DATE:20260101,x"], .syntax, 5),
        (["DTSTART;VALUE=DATE:20260101", "EXDATE;VALUE=DATE:20260431"], .badDate, 6),
    ])
    func events(lines: [String], code: CalendarFileError.Code, line: Int) {
        let error = #expect(throws: CalendarFileError.self) { try days(calendar(lines)) }
        #expect(error?.code == code, "\(error.debugDescription)")
        #expect(error?.line == line)
    }

    @Test func sizes() {
        let tooLong = [UInt8](repeating: UInt8(ascii: "A"), count: CalendarFile.mostBytes + 1)
        #expect(throws: CalendarFileError.self) { try days(tooLong) }
        let deep = Array(String(repeating: "BEGIN:VCALENDAR\n", count: 60_000).utf8)
        #expect(throws: CalendarFileError.self) { try days(deep) }
        let event = ["DTSTART;VALUE=DATE:20260101"]
        let many = calendar(event + Array(repeating: "RRULE:FREQ=YEARLY", count: CalendarFile.mostRules + 1))
        #expect(throws: CalendarFileError.self) { try days(many) }
        let folded = Array(("BEGIN:VCALENDAR\n" + String(repeating: " x\n", count: 300_000)).utf8)
        #expect(throws: CalendarFileError.self) { try days(folded) }
        let long = calendar(event + ["SUMMARY:" + String(repeating: "é", count: 500_000)])
        #expect(throws: Never.self) { try days(long) }
    }

    @Test(arguments: [2027...2126, 0...1, 1...9999, Int.min...Int.max, 9990...9999])
    func years(_ years: ClosedRange<Int>) {
        let file = calendar(["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY"])
        let isRange = years == 2027...2126 || years == 9990...9999
        #expect((try? days(file, years)) == nil ? !isRange : isRange)
    }

    /// A megabyte of bytes, of characters, and of a calendar's words in any order.
    @Test func junk() {
        var random = Seeded(7)
        let words = [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "DTSTART", "RRULE", ":", ";", "VALUE=DATE", "20260101",
            "\n",
            "\r\n ", "FREQ=", "DAILY", ",", "\"", "SUMMARY", "RDATE", "PERIOD", "/", "P1D", "-", "é", "=", "\\", "TZID",
        ]
        for kind in 0..<30 {
            var bytes: [UInt8] = kind % 3 == 2 ? Array("BEGIN:VCALENDAR\nBEGIN:VEVENT\n".utf8) : []
            let size = kind < 3 ? CalendarFile.mostBytes - 16 : 2000
            while bytes.count < size {
                switch kind % 3 {
                case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
                case 1: bytes.append(UInt8.random(in: 32...126, using: &random))
                default: bytes += words[random.below(words.count)].utf8
                }
            }
            #expect(throws: CalendarFileError.self) { try days(bytes) }
        }
    }

    /// A good file with some bytes changed is read or refused.
    @Test func changedBytes() {
        var random = Seeded(11)
        let good = calendar([
            "UID:1", "DTSTART;VALUE=DATE:20240508", "DTEND;VALUE=DATE:20240510", "SUMMARY:Victoire\\, 8 mai",
            "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR;COUNT=40", "EXDATE;VALUE=DATE:20250508,20260508",
            "RDATE;VALUE=PERIOD:20260507T000000Z/P1D",
        ])
        #expect(throws: Never.self) { try days(good) }
        for _ in 0..<(isLong ? 100_000 : 1000) {
            var bytes = good
            for _ in 0...random.below(3) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = UInt8.random(in: 1...127, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(bytes[random.below(bytes.count)], at: place)
                }
            }
            do { _ = try days(bytes, 2024...2030) } catch { #expect(error is CalendarFileError) }
        }
    }
}
