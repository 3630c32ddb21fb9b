import Desk
import Health
import Testing

/// Office hours of 8:00 to 12:00 and 13:00 to 17:00 UTC; 60 min to respond, 480 to solve; 2026-11-23 is a Monday.
struct ServiceClockTests {
    private func agreement(
        _ spans: String = "08:00-12:00 13:00-17:00",
        version: Int = 1,
        targets: (Int?, Int?) = (60, 480)
    )
        throws -> Agreement
    {
        try Agreement(
            policy(targets.0, targets.1, version: version),
            [weekdays(spans, holidays: ["2026-11-26"], version: version)]
        )
    }

    /// The clocks after events at `day hour:minute` of November 2026; agreed, of P3 and started by the first of them.
    private func clock(_ events: [(String, ClockEvent.Kind)]) throws -> ServiceClock {
        let first = try agreement()
        let events = try events.map { ClockEvent(try time($0.0), $0.1) }
        let start = try #require(events.first).at
        return ServiceClock(
            [ClockEvent(start, .agreed(first)), ClockEvent(start, .prioritised(.p3)), ClockEvent(start, .started)]
                + events
        )
    }

    private func time(_ text: String) throws -> Timestamp {
        let words = text.split(separator: " ")
        return try instant("2026-11-\(words[0])T\(words[1]):00Z")
    }

    private func minutes(_ clock: TargetClock, _ now: Timestamp) -> Int64 { clock.used(at: now) / 60_000 }

    /// Breach of both clocks, and the minutes that the resolution clock has used at the last event.
    @Test(
        arguments: [
            ([("23 09:00", ClockEvent.Kind.started)], "23 10:00", "24 09:00", 0),
            ([("23 11:30", .started)], "23 13:30", "24 11:30", 0),
            ([("22 11:30", .started)], "23 09:00", "23 17:00", 0),
            ([("25 16:30", .started)], "27 08:30", "27 16:30", 0),
            // Waiting stops one clock only, also from outside of hours to outside of hours.
            ([("23 09:00", .started), ("23 09:30", .paused(.requester))], "23 10:00", nil, 30),
            (
                [("23 09:00", .started), ("23 18:00", .paused(.parts)), ("24 07:00", .resumed)], "23 10:00", "24 09:00",
                420
            ),
            (
                [("23 09:00", .started), ("23 18:00", .paused(.parts)), ("24 09:00", .resumed)], "23 10:00", "24 10:00",
                420
            ),
            ([("23 09:00", .started), ("23 10:00", .paused(.colleague))], "23 10:00", "24 09:00", 60),
            (
                [("23 09:00", .started), ("23 10:00", .paused(.parts)), ("23 11:00", .paused(.colleague))], "23 10:00",
                "24 10:00", 60
            ),
            // Time solved never counts.
            ([("23 09:00", .started), ("23 10:00", .solved), ("25 09:00", .reopened)], "23 10:00", "25 17:00", 60),
            ([("23 09:00", .started), ("23 09:30", .closed), ("24 09:00", .reopened)], "24 09:30", "25 08:30", 30),
            // A clock that jumps back.
            (
                [("23 10:00", .started), ("23 09:00", .paused(.parts)), ("23 08:00", .resumed)], "23 11:00", "24 10:00",
                0
            ),
            (
                [("23 10:00", .started), ("23 11:00", .paused(.parts)), ("23 08:00", .resumed)], "23 11:00", "24 10:00",
                60
            ),
            // More urgent, and less: what is used stays used.
            ([("23 09:00", .started), ("23 09:30", .prioritised(.p1))], "23 09:30", "23 09:48", 30),
            ([("23 09:00", .started), ("23 09:30", .prioritised(.p4))], "23 10:00", "24 09:00", 30),
            // What changes nothing.
            ([("23 09:00", .started), ("23 09:30", .resumed), ("23 09:40", .reopened)], "23 10:00", "24 09:00", 40),
        ] as [([(String, ClockEvent.Kind)], String?, String?, Int64)]
    )
    func deadlines(events: [(String, ClockEvent.Kind)], response: String?, resolution: String?, used: Int64) throws {
        let clock = try clock(events)
        #expect(try clock.response.breach.at == response.map(time))
        #expect(try clock.resolution.breach.at == resolution.map(time))
        #expect(minutes(clock.resolution, try time(events[events.count - 1].0)) == used)
    }

    @Test func theStoredStateHoldsUntilTheNextEvent() throws {
        let clock = try clock([("23 09:00", .started)])
        #expect(try clock.response.breach.at == time("23 10:00"))
        #expect(try clock.resolution.warning.at == time("23 16:00"))
        #expect(try clock.resolution.used(at: time("23 12:30")) == 180 * 60_000)
        #expect(try clock.resolution.left(at: time("24 09:00")) == 0)
        #expect(try clock.resolution.left(at: time("24 10:00")) == -60 * 60_000)
        #expect(try clock.resolution.used(at: time("22 10:00")) == 0)
        #expect(clock[.response].state == .running && !clock.response.isMet)
    }

    /// Before the instant of the breach is in time; at it, or in the break that follows, is not.
    @Test(arguments: [("23 11:59", true), ("23 12:00", false), ("23 12:30", false), ("23 13:01", false)])
    func inTime(_ at: String, _ isMet: Bool) throws {
        let clock = try clock([("23 11:00", .started), (at, .responded), ("23 14:00", .solved)])
        #expect(clock.response.state == .fulfilled)
        #expect(try clock.response.isMet == isMet && clock.response.isBreached(at: time("23 14:00")) == !isMet)
        #expect(try clock.response.endedAt == time(at))
        #expect(clock.response.breach.at == (isMet ? nil : try time("23 12:00")))
        #expect(clock.resolution.isMet)
    }

    @Test func endings() throws {
        let closed = try clock([("23 09:00", .started), ("23 09:30", .closed), ("23 10:30", .solved)])
        #expect(closed.response.state == .stopped && closed.resolution.state == .stopped && !closed.resolution.isMet)
        let solved = try clock([("23 09:00", .started), ("24 10:00", .solved), ("25 09:00", .closed)])
        #expect(try solved.response.state == .fulfilled && solved.response.breach.at == time("23 10:00"))
        #expect(try !solved.resolution.isMet && solved.resolution.breach.at == time("24 09:00"))
        #expect(try solved.resolution.endedAt == time("24 10:00"))
        let late = try clock([("23 09:00", .started), ("24 10:00", .paused(.requester))])
        #expect(try late.resolution.isBreached(at: time("24 10:00")) && late.resolution.breach.at == time("24 09:00"))
        #expect(try late.response.state == .running && late.response.breach.at == time("23 10:00"))
    }

    /// A new target measures anew what was used: later events stand by it.
    @Test func breachesByANewTarget() throws {
        let tighter = try clock([("23 09:00", .started), ("23 14:00", .prioritised(.p1))])
        #expect(try tighter.resolution.breach.at == time("23 14:00"))
        let laxer = try clock([("23 09:00", .prioritised(.p1)), ("23 14:00", .prioritised(.p3))])
        #expect(try laxer.resolution.breach.at == time("24 09:00"))
        let afterwards = try clock([("23 09:00", .started), ("23 14:00", .solved), ("23 15:00", .prioritised(.p1))])
        #expect(afterwards.resolution.isMet && afterwards.resolution.target == 480 * 60_000)
    }

    /// Up to the new version hours count as they were; then by the new ones.
    @Test func aNewVersionKeepsThePast() throws {
        let second = try agreement("08:00-22:00", version: 2, targets: (60, 600))
        let clock = try clock([("23 09:00", .started), ("23 18:00", .agreed(second))])
        #expect(try minutes(clock.resolution, time("23 18:00")) == 420)
        #expect(try clock.resolution.breach.at == time("23 21:00"))
        let intervals = clock.resolution.intervals(until: try time("23 21:00"))
        #expect(intervals.map { $0.policy?.description } == Array(repeating: "standard@1", count: 4) + ["standard@2"])
        #expect(intervals.map(\.counted).reduce(0, +) == 600 * 60_000)
    }

    @Test func withoutAnAgreementNothingCounts() throws {
        let start = try time("23 09:00")
        let clock = ServiceClock([ClockEvent(start, .started), ClockEvent(try time("23 11:00"), .prioritised(.p2))])
        #expect(clock.resolution.state == .waiting && clock.resolution.used(at: start) == 0)
        let none = try agreement(targets: (nil, nil))
        let free = ServiceClock([
            ClockEvent(start, .agreed(none)), ClockEvent(start, .prioritised(.p2)), ClockEvent(start, .started),
            ClockEvent(try time("23 10:00"), .solved),
        ])
        #expect(
            try minutes(free.resolution, time("24 18:00")) == 60 && free.resolution.target == nil
                && !free.resolution.isMet
        )
        #expect(ServiceClock().response.state == .waiting)
    }

    @Test func theExplanation() throws {
        let clock = try clock([
            ("25 16:00", .started), ("27 09:00", .paused(.requester)), ("27 10:00", .resumed), ("27 11:00", .solved),
            ("27 14:00", .reopened),
        ])
        let intervals = clock.resolution.intervals(until: try time("27 15:00"))
        #expect(
            intervals.map(\.reason) == [
                .working, .outsideHours, .holiday("Feast"), .outsideHours, .working, .paused(.requester), .working,
                .solved, .working,
            ]
        )
        #expect(intervals.map { $0.counted / 60_000 } == [60, 0, 0, 0, 60, 0, 60, 0, 60])
        #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.to == $1.from })
        #expect(intervals.last?.to == nil)
        #expect(Set(intervals.compactMap { $0.calendar?.description }) == ["office@1"])
        #expect(clock.response.intervals(until: try time("27 15:00")).count == 5)
    }

    @Test func noTimeTraps() throws {
        let agreement = try agreement()
        let times = [Int64.min, -1, 0, .max, .min].map(Timestamp.init(milliseconds:))
        let kinds: [ClockEvent.Kind] = [
            .agreed(agreement), .prioritised(.p1), .started, .responded, .solved, .reopened,
        ]
        for first in times {
            for second in times {
                var clock = ServiceClock(kinds.map { ClockEvent(first, $0) } + [ClockEvent(second, .prioritised(.p4))])
                for now in times { _ = clock.resolution.left(at: now) }
                clock.apply(ClockEvent(second, .closed))
            }
        }
        let open = ServiceClock(kinds.map { ClockEvent(times[2], $0) })
        #expect(open.resolution.intervals(until: times[3]).count < 500_000)
    }
}
