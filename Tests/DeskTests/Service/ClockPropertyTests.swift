import Desk
import DeskTestSupport
import Health
import TestSupport
import Testing

/// The clocks of random tickets, beside an oracle that looks at every minute.
struct ClockPropertyTests {
    private struct Log {
        var events: [ClockEvent] = []
        var happenings: [(at: Int, what: ClockOracle.Happening)] = []
    }

    private static let zones = ["UTC", "America/Toronto", "Europe/Paris", "Australia/Lord_Howe"].map(OracleZone.init)
    /// Days since 1970 about which clocks are changed, years end or 29 February is.
    private static let days = [20_520, 20_547, 20_755, 20_758, 20_541, 20_729, 20_818, 21_243, 21_244, 20_787]

    @Test func equalToTheOracle() throws {
        let zones = try Self.zones.map { try CivilZone(identifier: $0.name) }
        for seed in 0..<UInt64(isLong ? 100_000 : 1000) {
            var random = Seeded(seed)
            let log = try log(&random, zones)
            try compare(log, seed)
        }
    }

    private func compare(_ log: Log, _ seed: UInt64) throws {
        let clock = ServiceClock(log.events)
        var oracle = ClockOracle()
        var minute = try #require(log.happenings.first).at
        for (at, what) in log.happenings {
            while minute < at {
                oracle.pass(minute)
                minute += 1
            }
            oracle.take(what, at: minute)
        }
        let last = Timestamp(seconds: Int64(minute) * 60)
        for (mine, its) in [(clock.response, oracle.response), (clock.resolution, oracle.resolution)] {
            #expect(mine.used(at: last) == Int64(its.used) * 60_000, "seed \(seed)")
            #expect(mine.isBreached(at: last) == (its.breached != nil), "seed \(seed)")
            #expect((mine.state == .running) == its.isRunning, "seed \(seed)")
            #expect(mine.target == its.target.map { Int64($0) * 60_000 }, "seed \(seed)")
        }
        for _ in 0..<1440 {
            oracle.pass(minute)
            minute += 1
        }
        let now = Timestamp(seconds: Int64(minute) * 60)
        for (mine, its) in [(clock.response, oracle.response), (clock.resolution, oracle.resolution)] {
            #expect(mine.used(at: now) == Int64(its.used) * 60_000, "seed \(seed)")
            try compare(mine.breach, its.breached, now, "seed \(seed) breach")
            try compare(mine.warning, its.warned, now, "seed \(seed) warning")
            let intervals = mine.intervals(until: now)
            #expect(intervals.reduce(0) { $0 + $1.counted } == mine.used(at: now), "seed \(seed)")
            #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.to == $1.from }, "seed \(seed)")
        }
    }

    /// What the oracle has not seen yet is later, or never.
    private func compare(_ mark: Mark, _ minute: Int?, _ now: Timestamp, _ comment: Comment) throws {
        if let minute {
            #expect(mark.at == Timestamp(seconds: Int64(minute) * 60), comment)
        } else {
            #expect(mark.at.map { $0 > now } ?? true, comment)
        }
    }

    private func log(_ random: inout Seeded, _ zones: [CivilZone]) throws -> Log {
        var log = Log()
        var minute = Self.days[random.below(Self.days.count)] * 1440 + random.below(2880) - 720
        for index in 0..<(3 + random.below(10)) {
            let (kind, what) = try happening(index, &random, zones, near: minute)
            // The desk's clock may jump back: such an event counts as at the time of the one before it.
            let before = log.happenings.last?.at ?? minute
            let written = minute - (index > 0 && random.chance(5) ? random.below(3000) : 0)
            minute = max(written, before)
            log.events.append(ClockEvent(Timestamp(seconds: Int64(written) * 60), kind))
            log.happenings.append((minute, what))
            minute += random.chance(30) ? 0 : random.below(random.chance(80) ? 300 : 2000)
        }
        return log
    }

    private func happening(_ index: Int, _ random: inout Seeded, _ zones: [CivilZone], near minute: Int) throws
        -> (ClockEvent.Kind, ClockOracle.Happening)
    {
        let priority = Priority.allCases[random.below(4)]
        let reason = [PendingReason.requester, .parts, .colleague][random.below(3)]
        let isFirst = index < 3 && random.chance(90)
        switch isFirst ? index : random.below(12) {
        case 0: return try terms(&random, zones, near: minute, version: index + 1)
        case 1: return (.prioritised(priority), .prioritised(priority))
        case 2: return (.started, .started)
        case 3: return (.responded, .responded)
        case 4, 5: return (.paused(reason), .paused(reason))
        case 6, 7: return (.resumed, .resumed)
        case 8: return (.solved, .solved)
        case 9, 10: return (.reopened, .reopened)
        default: return (.closed, .closed)
        }
    }
}

extension ClockPropertyTests {
    /// A random calendar and policy, for the desk and for the oracle.
    private func terms(_ random: inout Seeded, _ zones: [CivilZone], near minute: Int, version: Int) throws
        -> (ClockEvent.Kind, ClockOracle.Happening)
    {
        let weeks = [
            [[DaySpan.wholeDay]], [[DaySpan(510, 720), DaySpan(780, 1020)]],
            [[DaySpan(60, 150), DaySpan(150, 600)], []],
            [[DaySpan(0, 110), DaySpan(125, 185), DaySpan(1380, 1440)]], [[DaySpan(1, 1439)], [DaySpan(0, 720)]],
        ]
        let week = weeks[random.below(weeks.count)]
        let spans = Dictionary(uniqueKeysWithValues: (1...7).map { ($0, week[$0 > 5 ? week.count - 1 : 0]) })
        let holidays = (0..<random.below(3)).map { _ in minute / 1440 + random.below(6) }
        let zone = random.below(zones.count)
        let calendar = try BusinessCalendar(
            id: VersionName(id: "office", version: version),
            name: "",
            validFrom: longAgo,
            zone: zones[zone],
            hours: Dictionary(
                uniqueKeysWithValues: spans.compactMap { day, spans in Weekday(rawValue: day).map { ($0, spans) } }
            ),
            holidays: holidays.map { Holiday(CivilDate(days: $0), "Feast") }
        )
        var response: [Priority: Int] = [:]
        var resolution: [Priority: Int] = [:]
        for priority in Priority.allCases {
            response[priority] = random.chance(90) ? 4 * (1 + random.below(60)) : nil
            resolution[priority] = random.chance(90) ? 4 * (60 + random.below(500)) : nil
        }
        let pausing: Set<PendingReason> = random.chance(80) ? [.requester, .parts] : []
        let policy = try ServicePolicy(
            id: VersionName(id: "standard", version: version),
            name: "",
            validFrom: longAgo,
            targets: Dictionary(
                uniqueKeysWithValues: Priority.allCases.map { priority in
                    let (response, resolution) = (response[priority], resolution[priority])
                    let target = ServiceTarget(
                        response: response.map { $0 * 60 },
                        resolution: resolution.map { $0 * 60 },
                        calendar: "office"
                    )
                    return (priority, target)
                }
            ),
            pausing: pausing
        )
        let oracleWeek = ClockOracle.Week(zone: Self.zones[zone], spans: spans, holidays: Set(holidays))
        let terms = ClockOracle.Terms(
            weeks: Dictionary(uniqueKeysWithValues: Priority.allCases.map { ($0, oracleWeek) }),
            response: response,
            resolution: resolution,
            pausing: pausing
        )
        return (.agreed(try Agreement(policy, [calendar])), .agreed(terms))
    }
}
