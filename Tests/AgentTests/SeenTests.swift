@testable import Agent
import Health
@testable import Journal
import Logging
import Synchronization
import Testing

/// What is known of components between polls, and after a restart.
@Suite
struct SeenTests {
    private let folder: TemporaryFolder
    private let journal: JournalKeeper
    private let monitor: Monitor
    private static let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = try TemporaryFolder()
        journal = try Self.open(folder)
        monitor = Monitor(journal: journal, log: Self.log)
    }

    private static func open(_ folder: TemporaryFolder) throws -> JournalKeeper {
        try JournalKeeper(path: "\(folder.path)/journal.sqlite", now: { moment(0).time }, log: log) { "journal-1" }
    }

    private static func moment(_ uptime: Double) -> Moment {
        Moment(time: Timestamp(milliseconds: 1_795_467_600_000).advanced(by: uptime), uptime: uptime, boot: "boot")
    }

    private static func disk(
        _ serial: String = "S1",
        _ celsius: Double? = nil,
        _ state: Observation.State = .read,
        at uptime: Double
    ) -> Observation {
        Observation(
            Component(.disk, serial),
            name: "Example HDD 4TB",
            identity: [("serial", serial), ("device", "/dev/sda")],
            state: state,
            readings: celsius.map { [Reading(.temperature, $0)] } ?? [],
            readAt: moment(uptime).time
        )
    }

    private func take(_ observations: Observation..., at uptime: Double) {
        monitor.take(observations, memory: nil, at: Self.moment(uptime))
    }

    /// A monitor as the next start makes it, from what the file holds now.
    private func restarted() throws -> Monitor {
        let journal = try Self.open(folder)
        return Monitor(journal: journal, log: Self.log, seen: try journal.perform { try $0.seen() })
    }

    @Test
    func afterARestartWhatWasReadLastIsKnownAndNotYetRead() throws {
        take(Self.disk("S1", 35, at: 0), Self.disk("S2", 41, at: 0), at: 0)
        take(Self.disk("S1", 36, at: 600), Self.disk("S2", nil, .asleep, at: 600), at: 600)
        monitor.keep(at: Self.moment(700))
        let later = try restarted()
        #expect(
            later.view.observations == [Self.disk("S1", 36, .notRead, at: 600), Self.disk("S2", 41, .notRead, at: 0)]
        )
        #expect(later.view.fresh.isEmpty)
        let facts = later.facts(of: later.view.observations)
        #expect(facts.map(\.verdict) == [.unknown, .unknown])
        #expect(facts.map(\.reason) == ["not read yet", "not read yet"])
    }

    @Test
    func aQuietPollWritesNothingAndAPowerCutLosesNoMoreThanTheNewest() throws {
        take(Self.disk("S1", 35, at: 0), at: 0)
        let written = journal.summary.revision
        for poll in 1...9 { take(Self.disk("S1", 35 + Double(poll), at: 600 * Double(poll)), at: 600 * Double(poll)) }
        #expect(journal.summary.revision == written)
        #expect(try restarted().view.observations == [Self.disk("S1", 35, .notRead, at: 0)])
        // What is written anyway takes along what is known by then.
        monitor.take([], memory: ("ups", ["room": "known"]), at: Self.moment(6000))
        #expect(try restarted().view.observations == [Self.disk("S1", 44, .notRead, at: 5400)])
    }

    @Test
    func aDiskThatIsNotReadableKeepsItsLastReadingsForTheNextStart() throws {
        take(Self.disk("S1", 35, at: 0), at: 0)
        take(Self.disk("S1", nil, .notWatched("it does not answer"), at: 600), at: 600)
        monitor.keep(at: Self.moment(700))
        #expect(try restarted().view.observations == [Self.disk("S1", 35, .notRead, at: 0)])
    }

    @Test(arguments: [
        Observation.State.notWatched(Reason.goneComponent.text), .notWatched(Reason.notNamed.text),
        .notWatched(Reason.switchedOff.text), .notApplicable("virtual"),
    ])
    func whatIsGoneOrHasNothingToBeReadIsForgotten(state: Observation.State) throws {
        take(Self.disk("S1", 35, at: 0), Self.disk("S2", 41, at: 0), at: 0)
        take(Self.disk("S1", nil, state, at: 600), at: 600)
        #expect(monitor.view.observations.map(\.state) == [state, .read])
        monitor.keep(at: Self.moment(700))
        #expect(try restarted().view.observations.map(\.component.id) == ["S2"])
    }

    @Test
    func anUnusedDiskIsAsItWasAndSaysHowOldThatIs() throws {
        take(Self.disk("S1", 35, at: 0), at: 0)
        take(Self.disk("S1", nil, .unused, at: 600), at: 600)
        #expect(monitor.view.observations == [Self.disk("S1", 35, at: 0)])
        take(Self.disk("S1", nil, .asleep, at: 1200), at: 1200)
        take(Self.disk("S1", nil, .unused, at: 1800), at: 1800)
        #expect(monitor.view.observations == [Self.disk("S1", 35, .asleep, at: 0)])
        // The probe as a whole failed in between.
        take(Self.disk("S1", nil, .notWatched("no list of disks"), at: 2400), at: 2400)
        take(Self.disk("S1", nil, .unused, at: 3000), at: 3000)
        #expect(monitor.view.observations == [Self.disk("S1", 35, at: 0)])

        monitor.keep(at: Self.moment(3600))
        let later = try restarted()
        later.take([Self.disk("S1", nil, .unused, at: 4200)], memory: nil, at: Self.moment(4200))
        #expect(later.view.observations == [Self.disk("S1", 35, at: 0)])
        #expect(later.view.fresh.isEmpty)
    }

    @Test
    func anUnusedDiskOfWhichNothingIsKnownWasNotRead() {
        take(Self.disk("S1", nil, .unused, at: 0), at: 0)
        #expect(monitor.view.observations.map(\.state) == [.notRead])
    }

    @Test
    func aKindOfWhichNothingIsKnownStandsAsAWholeUntilItIs() {
        let waiting = monitor.expect(.disk, isWatched: true, at: Self.moment(0).time)
        #expect(waiting == [Observation(whole: .disk, state: .notRead, readAt: Self.moment(0).time)])
        #expect(monitor.view.observations == waiting)
        #expect(journal.summary.revision == 0)
        take(Self.disk("S1", 35, at: 1), at: 1)
        #expect(monitor.view.observations == [Self.disk("S1", 35, at: 1)])
        #expect(monitor.expect(.disk, isWatched: true, at: Self.moment(2).time) == [])
    }

    @Test
    func whatIsSwitchedOffIsNotWaitedFor() throws {
        take(Self.disk("S1", 35, at: 0), at: 0)
        let later = try restarted()
        let off = Observation.State.notWatched("switched off in the settings")
        #expect(later.expect(.disk, isWatched: false, at: Self.moment(9).time) == [])
        #expect(later.view.observations.map(\.state) == [off])
        #expect(later.expect(.ups, isWatched: false, at: Self.moment(9).time) == [])
        #expect(later.view.observations.count == 1)
        // And switched on again it is.
        #expect(later.expect(.disk, isWatched: true, at: Self.moment(9).time) == [Self.disk("S1", 35, .notRead, at: 0)])
        #expect(later.expect(.ups, isWatched: true, at: Self.moment(9).time).map(\.component) == [.whole(.ups)])
        _ = later.expect(.ups, isWatched: false, at: Self.moment(9).time)
        #expect(later.view.observations.map(\.component.kind) == [.disk])
    }

    @Test
    func theListenerHearsOfWhatWaits() {
        let heard = Mutex<[[Component]]>([])
        monitor.onChange { _, changed in heard.withLock { $0.append(changed) } }
        _ = monitor.expect(.ups, isWatched: true, at: Self.moment(0).time)
        _ = monitor.expect(.ups, isWatched: true, at: Self.moment(0).time)
        #expect(heard.withLock { $0 } == [[.whole(.ups)]])
    }

    @Test
    func whatMemoryGatheredMeanwhileReachesTheFile() async throws {
        take(Self.disk("S1", 35, at: 0), at: 0)
        try SQLite(path: "\(folder.path)/journal.sqlite").execute("ALTER TABLE seen RENAME TO hidden")
        take(Self.disk("S2", 41, at: 600), at: 600)
        #expect(journal.summary.isVolatile)
        try SQLite(path: "\(folder.path)/journal.sqlite").execute("ALTER TABLE hidden RENAME TO seen")
        await journal.returnIfPossible()
        #expect(!journal.summary.isVolatile)
        #expect(try restarted().view.observations.map(\.component.id) == ["S1", "S2"])
    }
}
