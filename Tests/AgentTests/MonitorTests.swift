@testable import Agent
import Health
@testable import Journal
import Logging
import Synchronization
import Testing
import Wire

@Suite
struct MonitorTests {
    private let folder: TemporaryFolder
    private let journal: JournalKeeper
    private let monitor: Monitor
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = try TemporaryFolder()
        journal = try Self.open(folder)
        monitor = Monitor(journal: journal, log: log)
    }

    private static func open(_ folder: TemporaryFolder) throws -> JournalKeeper {
        let count = Mutex(0)
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        return try JournalKeeper(path: "\(folder.path)/journal.sqlite", now: { moment(0).time }, log: log) {
            count.withLock { count in
                count += 1
                return "journal-\(count)"
            }
        }
    }

    private static func moment(_ uptime: Double) -> Moment {
        Moment(time: Timestamp(milliseconds: 1_795_467_600_000).advanced(by: uptime), uptime: uptime, boot: "boot")
    }

    private static let sensor = Component(.sensor, "coretemp", part: "package")
    private static let supply = Component(.ups, "room")
    private static let disk = Component(.disk, "S1")

    private func takeHeat(_ celsius: Double, at uptime: Double) {
        let readings = [Reading(.temperature, celsius), Reading(.maximum, 80), Reading(.critical, 100)]
        let moment = Self.moment(uptime)
        let heat = Observation(Self.sensor, name: "Package", readings: readings, readAt: moment.time)
        monitor.take([heat], memory: nil, at: moment)
    }

    private func takePower(_ isOnBattery: Bool, at uptime: Double, memory: [String: String]? = nil) {
        let moment = Self.moment(uptime)
        let power = Observation(
            Self.supply,
            name: "UPS of the room",
            readings: [Reading(.onBattery, isOnBattery)],
            readAt: moment.time
        )
        monitor.take([power], memory: memory.map { ("ups", $0) }, at: moment)
    }

    private func verbs() throws -> [String] {
        try journal.perform { try $0.entries(from: 1, limit: 100) }.map { String($0.text.prefix { $0 != " " }) }
    }

    @Test
    func aConditionOpensAfterItsHoldTimeAndClearsAfterItsReleaseTime() throws {
        takeHeat(90, at: 0)
        takeHeat(90, at: 59)
        #expect(monitor.conditions.isEmpty)
        takeHeat(90, at: 60)
        #expect(monitor.conditions.map(\.key.rule) == ["temperature.limit"])
        #expect(monitor.conditions.first?.name == "Package")
        takeHeat(60, at: 100)
        takeHeat(60, at: 399)
        #expect(monitor.conditions.count == 1)
        takeHeat(60, at: 400)
        #expect(monitor.conditions.isEmpty)
        #expect(try verbs() == ["OPEN", "CLEAR"])
    }

    @Test
    func aPeakShorterThanTheHoldTimeIsNoEvent() throws {
        takeHeat(90, at: 0)
        takeHeat(60, at: 30)
        takeHeat(90, at: 60)
        takeHeat(90, at: 119)
        #expect(try verbs().isEmpty)
    }

    @Test
    func aPollsEventConditionAndMemoryStandTogetherInTheJournal() throws {
        takePower(true, at: 0, memory: ["room": "known"])
        let reopened = try Self.open(folder)
        #expect(reopened.summary.open.keys.map(\.rule) == ["ups.on-battery"])
        #expect(try reopened.perform { try $0.memory(ofProbe: "ups") } == ["room": "known"])
        #expect(reopened.summary.queue == 1)
        let later = Monitor(journal: reopened, log: log)
        #expect(later.conditions.map(\.key.rule) == ["ups.on-battery"])
        let again = Observation(
            Self.supply,
            name: "UPS",
            readings: [Reading(.onBattery, true)],
            readAt: Self.moment(9).time
        )
        later.take([again], memory: nil, at: Self.moment(9))
        #expect(reopened.summary.last == 1)
    }

    @Test
    func whatTheDeskHoldsOpenIsTakenOverAndClears() throws {
        let key = ConditionKey(Self.supply, "ups.on-battery")
        let standing = Standing(
            key: key,
            state: .open,
            severity: .warning,
            value: 1,
            unit: .flag,
            since: Self.moment(0).time
        )
        try monitor.adopt(standing, at: Self.moment(0))
        #expect(monitor.conditions.map(\.key) == [key])
        takePower(false, at: 10)
        takePower(false, at: 15)
        #expect(monitor.conditions.isEmpty)
        #expect(try verbs() == ["CLEAR"])
    }

    /// The settings are judged when they are read, which may be weeks ago when a desk tells of them.
    @Test
    func whatNoProbeWillReadAgainIsJudgedWhenItIsTakenOver() throws {
        let right = Observation(
            SettingsKeeper.key.component,
            name: "ws-17",
            readings: [Reading(Catalogue.refusedSettings.quantity, false)],
            readAt: Self.moment(1).time
        )
        #expect(monitor.takeUnseen(right, at: Self.moment(1)) == nil)
        let standing = Standing(
            key: SettingsKeeper.key,
            state: .open,
            severity: .warning,
            value: 1,
            limit: 1,
            unit: .flag,
            since: Self.moment(0).time,
            name: "ws-17"
        )
        try monitor.adopt(standing, at: Self.moment(2))
        #expect(try verbs() == ["CLEAR"])
        #expect(monitor.conditions.isEmpty)
    }

    @Test
    func whatIsKnownHereIsNotTakenOver() throws {
        takePower(true, at: 5)
        let key = ConditionKey(Self.supply, "ups.on-battery")
        let other = Standing(
            key: key,
            state: .open,
            severity: .critical,
            value: 1,
            unit: .flag,
            since: Self.moment(0).time
        )
        try monitor.adopt(other, at: Self.moment(0))
        #expect(monitor.conditions.map(\.condition.severity) == [.warning])
        #expect(monitor.conditions.first?.condition.since == Self.moment(5).time)
    }

    /// A desk that meets a new journal may speak of what has cleared just before.
    @Test
    func whatHasJustClearedIsNotTakenOver() throws {
        takePower(true, at: 5)
        takePower(false, at: 10)
        takePower(false, at: 15)
        let standing = Standing(
            key: ConditionKey(Self.supply, "ups.on-battery"),
            state: .open,
            severity: .warning,
            value: 1,
            unit: .flag,
            since: Self.moment(5).time
        )
        try monitor.adopt(standing, at: Self.moment(0))
        #expect(monitor.conditions.isEmpty)
        takePower(false, at: 20)
        takePower(false, at: 25)
        #expect(try verbs() == ["OPEN", "CLEAR"])
    }

    /// What cannot be noted is neither taken for told nor forgotten.
    @Test
    func anEventThatCannotBeNotedIsTriedAgain() throws {
        let isBroken = Mutex(false)
        let path = "\(folder.path)/other.sqlite"
        let keeper = try JournalKeeper(
            path: path,
            patience: 0.5,
            retry: .seconds(60),
            now: { Self.moment(0).time },
            log: log
        ) { path throws(JournalError) in
            if isBroken.withLock({ $0 }) { throw JournalError(code: 14, message: "no memory") }
            return try Journal(path: path ?? ":memory:", now: Self.moment(0).time) { "journal-x" }
        }
        let monitor = Monitor(journal: keeper, log: log)
        func take(_ isFailing: Bool, at uptime: Double) {
            let now = Self.moment(uptime)
            let reading = Reading(.failing, isFailing)
            monitor.take(
                [Observation(Self.disk, name: "Disk", readings: [reading], readAt: now.time)],
                memory: nil,
                at: now
            )
        }
        isBroken.withLock { $0 = true }
        try SQLite(path: path).execute("DROP TABLE entry")
        take(true, at: 0)
        #expect(monitor.conditions.isEmpty)
        isBroken.withLock { $0 = false }
        take(true, at: 600)
        #expect(monitor.conditions.map(\.key.rule) == ["disk.failing"])
        #expect(try keeper.perform { try $0.entries(from: 1, limit: 9) }.count == 1)
    }

    @Test
    func aDiskThatFellAsleepKeepsWhatWasReadBefore() {
        let (then, now) = (Self.moment(0), Self.moment(600))
        let read = Observation(
            Self.disk,
            name: "Disk",
            readings: [Reading(.temperature, 35), Reading(.answering, false)],
            readAt: then.time
        )
        monitor.take([read], memory: nil, at: then)
        let asleep = Observation(
            Self.disk,
            name: "Disk",
            state: .asleep,
            readings: [Reading(.answering, true)],
            readAt: now.time
        )
        monitor.take([asleep], memory: nil, at: now)
        let kept = monitor.view.observations.first
        #expect(kept?.state == .asleep)
        #expect(kept?.readings == [Reading(.temperature, 35), Reading(.answering, true)])
        #expect(kept?.readAt == then.time)
    }

    @Test
    func aDiskThatCannotBeReadKeepsNothing() {
        let (then, now) = (Self.moment(0), Self.moment(600))
        let read = Observation(Self.disk, name: "Disk", readings: [Reading(.temperature, 35)], readAt: then.time)
        monitor.take([read], memory: nil, at: then)
        let lost = Observation(Self.disk, name: "Disk", state: .notWatched("gone"), readAt: now.time)
        monitor.take([lost], memory: nil, at: now)
        #expect(monitor.view.observations == [lost])
        #expect(monitor.view.fresh == [Self.disk])
    }

    @Test
    func aProbeThatNamesAComponentTwiceShowsItOnce() {
        let now = Self.moment(0)
        let disk = Observation(Self.disk, name: "Disk", readings: [Reading(.temperature, 35)], readAt: now.time)
        monitor.take([disk, disk], memory: nil, at: now)
        monitor.take([disk], memory: nil, at: now)
        #expect(monitor.view.observations == [disk])
    }

    @Test
    func theListenerHearsOfNewsAlone() {
        let heard = Mutex<[[Component]]>([])
        monitor.onChange { _, changed in heard.withLock { $0.append(changed) } }
        takeHeat(50, at: 0)
        takeHeat(51, at: 1)
        takePower(true, at: 2)
        #expect(heard.withLock { $0 } == [[Self.sensor], [Self.supply]])
    }

    @Test
    func withoutAWritableJournalItGoesOnInMemory() throws {
        takeHeat(90, at: 0)
        takeHeat(90, at: 60)
        let id = journal.summary.id
        try SQLite(path: "\(folder.path)/journal.sqlite").execute("DROP TABLE entry")
        takePower(true, at: 61)
        #expect(journal.summary.isVolatile)
        #expect(journal.summary.id != id)
        #expect(try verbs() == ["OPEN"])
        #expect(monitor.conditions.map(\.key.rule) == ["temperature.limit", "ups.on-battery"])
        takeHeat(60, at: 70)
        takeHeat(60, at: 370)
        #expect(try verbs() == ["OPEN", "CLEAR"])
    }
}
