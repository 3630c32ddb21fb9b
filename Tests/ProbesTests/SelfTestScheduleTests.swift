@testable import Probes
import Health
import Host
import Settings
import Testing

/// When a disk tests itself: decisions over days, without a disk.
struct SelfTestScheduleTests {
    private static let night = HourSpan(begin: 19, end: 7)

    private static func settings(_ scan: SelfTestSettings.SurfaceScan = .monthly) -> SelfTestSettings {
        SelfTestSettings(hours: night, surfaceScan: scan, longestSpan: 14_400)
    }

    private static func at(day: Int, hour: Int = 22, isOnBattery: Bool = false) -> SelfTestSchedule.Circumstances {
        .init(time: day * 86_400 + hour * 3600, hour: hour, isOnBattery: isOnBattery)
    }

    private static let idle = SelfTestSchedule.Progress(isRunning: false, ending: .complete)
    private static let running = SelfTestSchedule.Progress(isRunning: true, ending: .complete)
    private static let cut = SelfTestSchedule.Progress(isRunning: false, ending: .interrupted)

    /// A disk of 1000 GB whose extended test takes 10 hours.
    private static func spans(
        isRunning: Bool = false,
        _ ending: SelfTestSchedule.Ending = .complete,
        at position: UInt64? = nil
    ) -> SelfTestSchedule.Progress {
        .init(isRunning: isRunning, ending: ending, position: position, sectors: 2_000_000_000, minutes: 600)
    }

    /// Decides, and tells the schedule that the disk took it.
    private static func take(
        _ schedule: inout SelfTestSchedule,
        _ disk: SelfTestSchedule.Progress,
        _ settings: SelfTestSettings,
        _ now: SelfTestSchedule.Circumstances
    ) -> SelfTest? {
        let test = schedule.decide(disk, settings, now)
        if let test { schedule.note(begun: test, at: now.time) }
        return test
    }

    /// A year of nights at which each test ends within the day.
    @Test func aYearOfWeeksAndMonths() {
        var schedule = SelfTestSchedule()
        var days: [String: [Int]] = [:]
        for day in 20_000..<20_365 {
            if let test = Self.take(&schedule, Self.idle, Self.settings(), Self.at(day: day)) {
                days[test.name, default: []].append(day)
            }
        }
        let long = days["extended"] ?? []
        #expect(long.count == 12)
        #expect(zip(long, long.dropFirst()).allSatisfy { $1 - $0 == 31 })
        // An extended test holds all that a short one does.
        let all = (long + (days["short"] ?? [])).sorted()
        #expect(zip(all, all.dropFirst()).allSatisfy { $1 - $0 <= 8 })
        #expect(all.first == 20_000)
    }

    @Test func testsBeginInTheirHoursUnlessTheMachineIsNeverOnThen() {
        var schedule = SelfTestSchedule()
        for day in 20_000..<20_007 {
            #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: day, hour: 12)) == nil)
        }
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_007, hour: 12)) == .extended)
    }

    @Test func noTestBeginsOnBatteryAndOneThatRunsEnds() {
        var schedule = SelfTestSchedule()
        let battery = Self.at(day: 20_000, isOnBattery: true)
        #expect(schedule.decide(Self.idle, Self.settings(), battery) == nil)
        _ = Self.take(&schedule, Self.idle, Self.settings(), Self.at(day: 20_000))
        #expect(schedule.decide(Self.running, Self.settings(), battery) == .abort)
    }

    @Test func aTestOfSomebodyElseIsLeftAlone() {
        var schedule = SelfTestSchedule()
        #expect(schedule.decide(Self.running, Self.settings(), Self.at(day: 20_000)) == nil)
        #expect(schedule.decide(Self.running, Self.settings(), Self.at(day: 20_000, isOnBattery: true)) == nil)
    }

    @Test func whatOthersHadItDoBeforeItWasSeenHereCounts() {
        var schedule = SelfTestSchedule()
        var disk = Self.idle
        (disk.hoursSinceShort, disk.hoursSinceLong) = (48, 240)
        #expect(schedule.decide(disk, Self.settings(), Self.at(day: 20_000)) == nil)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_005)) == .short)
    }

    /// Its hours of running are a third of those of the clock, and a week is a week all the same.
    @Test func aMachineThatIsOffAtNightTestsItsDisksEveryWeek() {
        var schedule = SelfTestSchedule()
        var (days, tested) = ([Int](), 0)
        for day in 20_000..<20_100 {
            var disk = Self.idle
            disk.hoursSinceShort = Double(day - tested) * 8 + 2
            disk.hoursSinceLong = disk.hoursSinceShort
            if Self.take(&schedule, disk, Self.settings(.never), Self.at(day: day)) == .short {
                days.append(day)
                tested = day
            }
        }
        #expect(zip(days, days.dropFirst()).allSatisfy { $1 - $0 <= 8 } && days.count > 11)
    }

    @Test func whatWasCutOffIsBegunAgainAndGivenUpAfterThreeTimes() {
        var schedule = SelfTestSchedule()
        let now = Self.at(day: 20_000)
        #expect(Self.take(&schedule, Self.idle, Self.settings(), now) == .extended)
        #expect(Self.take(&schedule, Self.cut, Self.settings(), now) == .extended)
        #expect(Self.take(&schedule, Self.cut, Self.settings(), now) == .extended)
        #expect(Self.take(&schedule, Self.cut, Self.settings(), now) == nil)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_007)) == .short)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_030)) == .extended)
    }

    /// A disk that stands at 'running', or was away for long, keeps neither itself nor others from being tested.
    @Test func aTestThatNeverEndsCountsAsCutAfterDays() {
        var schedule = SelfTestSchedule()
        #expect(Self.take(&schedule, Self.idle, Self.settings(), Self.at(day: 20_000)) == .extended)
        #expect(schedule.decide(Self.running, Self.settings(), Self.at(day: 20_002)) == nil)
        #expect(schedule.begun?.isRunning(at: 20_002 * 86_400) == true)
        _ = schedule.decide(Self.running, Self.settings(), Self.at(day: 20_003, hour: 23))
        #expect(schedule.begun == nil && schedule.cuts == 1)
        // A clock that was put back says nothing of how long it has run.
        schedule.note(begun: .short, at: 20_010 * 86_400)
        #expect(schedule.begun?.isRunning(at: 20_000 * 86_400) == false)
    }

    @Test func whoTakesNoSpansIsTestedInOneGo() {
        var schedule = SelfTestSchedule()
        guard case .selective = schedule.decide(Self.spans(), Self.settings(.spans), Self.at(day: 20_000)) else {
            Issue.record("no span")
            return
        }
        schedule.note(refused: .selective(0...1), on: 20_000)
        #expect(schedule.decide(Self.spans(), Self.settings(.spans), Self.at(day: 20_000)) == .extended)
        #expect(SelfTestSchedule(schedule.text) == schedule)
    }

    @Test func anEndThatIsRefusedPutsNothingOff() {
        var schedule = SelfTestSchedule()
        _ = Self.take(&schedule, Self.idle, Self.settings(), Self.at(day: 20_000))
        let before = schedule
        schedule.note(refused: .abort, on: 20_000)
        #expect(schedule == before)
    }

    @Test func spansThatGetNowhereAreGivenUpForATestInOneGo() {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        var tests: [String] = []
        for day in 20_000..<20_010 {
            if let test = Self.take(&schedule, Self.spans(.interrupted), settings, Self.at(day: day)) {
                tests.append(test.name)
            }
            if case .extended = schedule.begun?.test { break }
        }
        #expect(tests.filter { $0 == "selective" }.count == 3 && tests.last == "extended")
    }

    /// No disk has so many; it must do no harm all the same.
    @Test(arguments: [1, 2, UInt64.max - 1, UInt64.max])
    func anyNumberOfSectorsHasSpans(sectors: UInt64) {
        var (schedule, disk) = (SelfTestSchedule(), Self.spans())
        for minutes in [nil, 1, 216, 60_000] {
            (disk.sectors, disk.minutes) = (sectors, minutes)
            guard case .selective(let span) = schedule.decide(disk, Self.settings(.spans), Self.at(day: 20_000)) else {
                Issue.record("no span")
                return
            }
            #expect(span.upperBound < sectors)
        }
    }

    @Test func aRefusedTestIsNotTriedAgainBeforeItIsDue() {
        var schedule = SelfTestSchedule()
        let now = Self.at(day: 20_000)
        #expect(schedule.decide(Self.idle, Self.settings(), now) == .extended)
        schedule.note(refused: .extended, on: 20_000)
        #expect(schedule.decide(Self.idle, Self.settings(), now) == .short)
        schedule.note(refused: .short, on: 20_000)
        #expect(schedule.decide(Self.idle, Self.settings(), now) == nil)
    }

    @Test(arguments: [SelfTest.extended, .selective(0...9)])
    func aTestThatCouldNotBeGivenIsTriedTomorrow(test: SelfTest) {
        var schedule = SelfTestSchedule()
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_000)) == .extended)
        schedule.note(failed: test, on: 20_000)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_000)) == .short)
        schedule.note(failed: .short, on: 20_000)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_000)) == nil)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_001)) == .extended)
        schedule.note(refused: .extended, on: 20_001)
        #expect(schedule.decide(Self.idle, Self.settings(), Self.at(day: 20_001)) == .short)
    }

    @Test func afterASectorThatCannotBeReadTheRestOfTheSpanIsStillLookedAt() throws {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        guard case .selective(let span) = Self.take(&schedule, Self.spans(), settings, Self.at(day: 20_000)) else {
            Issue.record("no span")
            return
        }
        var failed = Self.spans()
        failed.failedAt = span.lowerBound + 7
        _ = Self.take(&schedule, failed, settings, Self.at(day: 20_001))
        guard case .selective(let rest) = Self.take(&schedule, Self.spans(), settings, Self.at(day: 20_002)) else {
            Issue.record("no second span")
            return
        }
        #expect(rest.lowerBound == span.lowerBound + 8)
    }

    @Test func spansCoverTheWholeSurfaceOnceNightByNight() throws {
        var schedule = SelfTestSchedule()
        var covered: [ClosedRange<UInt64>] = []
        var last = 0
        for day in 20_000..<20_030 {
            let test = Self.take(&schedule, Self.spans(), Self.settings(.spans), Self.at(day: day))
            guard case .selective(let span) = test else { continue }
            covered.append(span)
            last = day
            // A second one on the same day there is not.
            #expect(
                Self.take(&schedule, Self.spans(), Self.settings(.spans), Self.at(day: day, hour: 23)).map {
                    if case .selective = $0 { true } else { false }
                } != true
            )
        }
        #expect(covered.first?.lowerBound == 0)
        #expect(covered.last?.upperBound == 1_999_999_999)
        #expect(zip(covered, covered.dropFirst()).allSatisfy { $0.upperBound + 1 == $1.lowerBound })
        // Nine tenths of four of ten hours.
        #expect(covered.first?.count == 720_000_000)
        #expect(last == 20_002)
        let again = (20_030..<20_040).first {
            var copy = schedule
            if case .selective = copy.decide(Self.spans(), Self.settings(.spans), Self.at(day: $0)) { return true }
            return false
        }
        #expect(again == 20_032 || again == 20_033)
    }

    @Test func aSpanThatTakesTooLongEndsAndGoesOnWhereItWas() {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        _ = Self.take(&schedule, Self.spans(), settings, Self.at(day: 20_000, hour: 19))
        #expect(schedule.decide(Self.spans(isRunning: true), settings, Self.at(day: 20_000, hour: 23)) == nil)
        var late = Self.at(day: 20_000, hour: 23)
        late.time += 1
        #expect(schedule.decide(Self.spans(isRunning: true), settings, late) == .abort)
        let stopped = Self.spans(.interrupted, at: 300_000_000)
        #expect(schedule.decide(stopped, settings, late) == .short)
        guard case .selective(let span) = schedule.decide(Self.spans(), settings, Self.at(day: 20_001)) else {
            Issue.record("no span")
            return
        }
        #expect(span.lowerBound == 300_000_000)
    }

    /// Where the disk lost its place, or names one outside the span, the span is begun anew.
    @Test(arguments: [nil, 0, UInt64.max, 1_999_999_999])
    func aPlaceThatCannotBeIsNotBelieved(position: UInt64?) {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        _ = Self.take(&schedule, Self.spans(), settings, Self.at(day: 20_000))
        _ = schedule.decide(Self.spans(.interrupted, at: position), settings, Self.at(day: 20_000, hour: 23))
        #expect(schedule.next == 0)
    }

    /// A night has two days of the calendar, and one span.
    @Test func theDayThatBreaksAtNightBringsNoSecondSpan() {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        func isSpan(_ test: SelfTest?) -> Bool { if case .selective = test { true } else { false } }
        #expect(isSpan(Self.take(&schedule, Self.spans(), settings, Self.at(day: 20_000, hour: 20))))
        for hour in [23, 24, 26, 30] {
            let now = Self.at(day: 20_000, hour: hour)
            let wall = SelfTestSchedule.Circumstances(time: now.time, hour: hour % 24, isOnBattery: false)
            #expect(!isSpan(Self.take(&schedule, Self.spans(), settings, wall)))
        }
        #expect(isSpan(schedule.decide(Self.spans(), settings, Self.at(day: 20_001, hour: 21))))
    }

    @Test func neverMeansNever() {
        var schedule = SelfTestSchedule()
        for day in 20_000..<20_100 {
            let test = Self.take(&schedule, Self.idle, Self.settings(.never), Self.at(day: day))
            #expect(test == nil || test == .short)
        }
    }

    @Test func theTextFormKeepsEverything() {
        var schedule = SelfTestSchedule()
        let settings = Self.settings(.spans)
        for hour in [19, 20] {
            _ = Self.take(&schedule, Self.spans(.interrupted, at: 77), settings, Self.at(day: 20_000, hour: hour))
        }
        _ = Self.take(&schedule, Self.spans(.interrupted, at: 77), settings, Self.at(day: 20_001))
        #expect(schedule.begun != nil && schedule.next == 77)
        #expect(SelfTestSchedule(schedule.text) == schedule)
    }

    @Test(arguments: [
        "short=x long=-3 next=-1 begun=", "begun=selective:1:9:3", "begun=format:1", "=", "short=99999999999999999999",
    ])
    func whatCannotBeUnderstoodIsLeftOut(text: String) {
        #expect(SelfTestSchedule(text) == SelfTestSchedule())
    }

    @Test(arguments: [
        ("19-7", 22, true), ("19-7", 7, false), ("19-7", 3, true), ("0-24", 12, true), ("9-17", 8, false),
    ])
    func hoursOfTheDay(text: String, hour: Int, isWithin: Bool) throws {
        #expect(try HourSpan.setting.parse(text).contains(hour) == isWithin)
        #expect(try HourSpan.setting.format(HourSpan.setting.parse(text)) == text)
    }

    @Test(arguments: ["", "7", "7-7", "24-3", "-1-4", "3-25", "a-b", "1-2-3"])
    func otherTextsAreNoHours(text: String) {
        #expect(throws: (any Error).self) { try HourSpan.setting.parse(text) }
    }
}
