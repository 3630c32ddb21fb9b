import Desk
import Health
import TestSupport
import Testing

struct SilenceTests {
    // 2026-11-23 is a Monday; the offset is in hours.
    @Test(arguments: [
        (HostClass.alwaysOn, false, "2026-11-23T12:00:00Z", 0.0, "2026-11-23T12:03:00Z"),
        (.alwaysOn, true, "2026-11-23T12:00:00Z", 0, "2026-11-26T12:00:00Z"),
        (.desktop, false, "2026-11-23T12:00:00Z", 0, "2026-11-26T12:00:00Z"),
        (.desktop, true, "2026-11-24T12:00:00Z", 0, "2026-11-27T12:00:00Z"),
        (.desktop, false, "2026-11-25T12:00:00Z", 0, "2026-11-30T12:00:00Z"),
        (.desktop, false, "2026-11-27T15:00:00Z", 0, "2026-12-02T15:00:00Z"),
        (.desktop, false, "2026-11-28T15:00:00Z", 0, "2026-12-03T00:00:00Z"),
        (.desktop, false, "2026-11-29T23:59:59Z", 0, "2026-12-03T00:00:00Z"),
        (.desktop, false, "2026-11-29T23:30:00Z", 1, "2026-12-02T23:30:00Z"),
        (.desktop, false, "2026-11-28T02:00:00Z", -5, "2026-12-03T02:00:00Z"),
        (.desktop, false, "2026-11-28T06:00:00Z", -5, "2026-12-03T05:00:00Z"),
        (.laptop, false, "2026-11-23T12:00:00Z", 0, "2026-12-07T12:00:00Z"),
        (.laptop, true, "2026-11-23T12:00:00Z", 0, "2026-12-07T12:00:00Z"),
    ])
    func deadlines(_ hostClass: HostClass, _ isPlanned: Bool, _ seen: String, _ offset: Double, _ expected: String)
        throws
    {
        let deadline = Silence.deadline(
            hostClass,
            lastSeen: try #require(Timestamp(seen)),
            isPlanned: isPlanned,
            calendar: WorkCalendar(zone: Zone { _ in Int(offset * 3600) })
        )
        #expect(deadline == Timestamp(expected))
    }

    /// Three working days after noon are noon, also when clocks are changed between: on 29 March and 25 October 2026.
    @Test(arguments: [
        ("2026-03-26T11:00:00Z", "2026-03-31T10:00:00Z"), ("2026-10-22T10:00:00Z", "2026-10-27T11:00:00Z"),
        ("2026-03-29T12:00:00Z", "2026-04-01T22:00:00Z"),
    ])
    func aWorkingDayIsOneOfTheClock(seen: String, expected: String) throws {
        let deadline = Silence.deadline(
            .desktop,
            lastSeen: try #require(Timestamp(seen)),
            calendar: WorkCalendar(zone: paris)
        )
        #expect(deadline == Timestamp(expected))
    }

    @Test func aVirtualMachineIsNeverMissed() {
        #expect(Silence.deadline(.virtual, lastSeen: noon, calendar: WorkCalendar(zone: .utc)) == nil)
    }

    @Test(arguments: [-8_000_000_000_000_000_000, -1, 0, Int64.max])
    func noTimeTraps(_ milliseconds: Int64) {
        let calendar = WorkCalendar(zone: Zone { _ in 3600 })
        for hostClass in HostClass.allCases where hostClass != .virtual {
            let deadline = Silence.deadline(
                hostClass,
                lastSeen: Timestamp(milliseconds: milliseconds),
                calendar: calendar
            )
            #expect(deadline != nil)
        }
    }

    @Test func theAlarmIsAtTheDeadlineAndNeverOfARetiredHost() {
        let calendar = WorkCalendar(zone: .utc)
        var host = EnrolledHost(id: "7b0f", name: "ws-17", hostClass: .alwaysOn, enrolledAt: noon)
        #expect(!Silence.isAlarm(of: host, at: noon.advanced(by: 59.999), grace: 60, calendar: calendar))
        #expect(Silence.isAlarm(of: host, at: noon.advanced(by: 60), grace: 60, calendar: calendar))
        host.isSilencePlanned = true
        #expect(!Silence.isAlarm(of: host, at: noon.advanced(by: 60), grace: 60, calendar: calendar))
        host.retiredAt = noon
        #expect(!Silence.isAlarm(of: host, at: noon.advanced(by: 1e9), grace: 60, calendar: calendar))
    }
}
