import Desk
import Health
import Testing

struct CivilTests {
    @Test(arguments: [
        ("1970-01-01", 0, Weekday.thursday), ("2024-02-29", 19_782, .thursday), ("2026-11-30", 20_787, .monday),
        ("2000-03-01", 11_017, .wednesday), ("1900-03-01", -25_508, .thursday), ("0001-01-01", -719_162, .monday),
        ("9999-12-31", 2_932_896, .friday), ("1969-12-31", -1, .wednesday),
    ])
    func dates(text: String, days: Int, weekday: Weekday) throws {
        let date = try #require(CivilDate(text))
        #expect(date.days == days)
        #expect(date.weekday == weekday)
        #expect(CivilDate(days: days).description == text)
        #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
    }

    @Test func everyDayOfFourCenturies() {
        var date = CivilDate(days: -150_000)
        for days in -149_999...0 {
            let next = date.adding(days: 1)
            #expect(next.days == days && next > date)
            if days % 31 == 0 { #expect(CivilDate(next.description) == next) }
            date = next
        }
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-1-01", "0000-01-01", "10000-01-01", "2026-01-01 ",
        "-026-01-01", "2026-01", "", "--", "2026-+1-01",
    ])
    func noDates(_ text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func datesDoNotTrap() {
        #expect(CivilDate(days: .max).adding(days: .max).description == "9999-12-31")
        #expect(CivilDate(days: .min).adding(days: .min).description == "0001-01-01")
        #expect(CivilDate(year: .min, month: .max, day: .max) == nil)
    }

    /// What clocks show: forward and back, by an hour and by half of one, and a day that Samoa left out.
    @Test(arguments: [
        ("America/Toronto", "2026-03-08T06:59:59Z", "2026-03-08", 119),
        ("America/Toronto", "2026-03-08T07:00:00Z", "2026-03-08", 180),
        ("America/Toronto", "2026-11-01T05:59:00Z", "2026-11-01", 119),
        ("America/Toronto", "2026-11-01T06:00:00Z", "2026-11-01", 60),
        ("Europe/Paris", "2026-03-29T00:59:00Z", "2026-03-29", 119),
        ("Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29", 180),
        ("Europe/Paris", "2026-10-25T01:00:00Z", "2026-10-25", 120),
        ("Australia/Lord_Howe", "2026-04-04T14:59:00Z", "2026-04-05", 119),
        ("Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05", 90),
        ("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04", 150),
        ("Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01", 345),
        ("Pacific/Apia", "2011-12-30T09:59:00Z", "2011-12-29", 1439),
        ("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", 0),
        ("UTC", "1900-01-01T00:00:00Z", "1970-01-01", 0),
    ])
    func shown(zone: String, time: String, date: String, minute: Int) throws {
        let civil = try CivilZone(identifier: zone).civil(try instant(time))
        #expect(civil.date.description == date)
        #expect(civil.minute == minute)
    }

    /// Of an hour that is left out, the jump; of one that is repeated, the first.
    @Test(arguments: [
        ("America/Toronto", "2026-03-08", 150, "2026-03-08T07:00:00Z"),
        ("America/Toronto", "2026-11-01", 90, "2026-11-01T05:30:00Z"),
        ("America/Toronto", "2026-11-01", 120, "2026-11-01T07:00:00Z"),
        ("America/Toronto", "2026-06-01", 1440, "2026-06-02T04:00:00Z"),
        ("Europe/Paris", "2026-07-01", 0, "2026-06-30T22:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-05", 105, "2026-04-04T14:45:00Z"),
        ("Australia/Lord_Howe", "2026-10-04", 135, "2026-10-03T15:30:00Z"),
        ("Pacific/Apia", "2011-12-30", 720, "2011-12-30T10:00:00Z"),
    ])
    func reached(zone: String, date: String, minute: Int, time: String) throws {
        let found = try CivilZone(identifier: zone).time(try #require(CivilDate(date)), minute: minute)
        #expect(found == Timestamp(time))
    }

    @Test(arguments: ["", "Nowhere/Land", "america/toronto", "../../etc/passwd", String(repeating: "x", count: 70_000)])
    func unknownZones(_ name: String) {
        #expect(throws: ServiceError.unknownZone(name)) { try CivilZone(identifier: name) }
    }

    @Test(arguments: [Int64.min, Int64.min + 1, -1, 0, Int64.max])
    func noTimeTraps(_ milliseconds: Int64) throws {
        let zone = try CivilZone(identifier: "Europe/Paris")
        let time = Timestamp(milliseconds: milliseconds)
        _ = zone.civil(time)
        _ = zone.offset(at: time)
        _ = zone.time(CivilDate(days: .max), minute: .max)
        _ = zone.time(CivilDate(days: .min), minute: .min)
        let calendar = try everyDay("08:00-12:00", zone: "Europe/Paris")
        for other in [Int64.min, 0, Int64.max].map(Timestamp.init(milliseconds:)) {
            _ = calendar.workingMilliseconds(from: time, to: other)
        }
        _ = calendar.advance(time, by: .max)
        _ = calendar.advance(time, by: .min)
    }
}
