@testable import Agent
import Health
@testable import Journal
import Logging
import Synchronization
import Testing
import Wire

@Suite
struct AcceptanceTests {
    private let folder: TemporaryFolder
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private let journal: JournalKeeper
    private let monitor: Monitor
    private static let disk = Component(.disk, "S1")
    private static let key = ConditionKey(disk, "disk.reallocated-sectors")

    init() throws {
        folder = try TemporaryFolder()
        journal = try Self.open(folder, log)
        monitor = Monitor(journal: journal, log: log)
    }

    private static func open(_ folder: TemporaryFolder, _ log: Logger) throws -> JournalKeeper {
        try JournalKeeper(path: "\(folder.path)/journal.sqlite", now: { moment(0).time }, log: log) { "journal-1" }
    }

    private static func moment(_ uptime: Double) -> Moment {
        Moment(time: Timestamp(milliseconds: 1_795_467_600_000).advanced(by: uptime), uptime: uptime, boot: "boot")
    }

    private func take(_ sectors: Double, at uptime: Double, _ monitor: Monitor? = nil) {
        let now = Self.moment(uptime)
        let disk = Observation(
            Self.disk,
            name: "Disk",
            readings: [Reading(.reallocatedSectors, sectors)],
            readAt: now.time
        )
        (monitor ?? self.monitor).take([disk], memory: nil, at: now)
    }

    private func lines(_ journal: JournalKeeper? = nil) throws -> [Line] {
        try (journal ?? self.journal).perform { try $0.entries(from: 1, limit: 100) }
            .map { try Line(parsing: $0.text.utf8) }
    }

    @Test func withoutABoundItIsAcceptedUntilItIsWorse() throws {
        take(8, at: 0)
        #expect(try monitor.accept(Self.key, until: nil, by: "root", at: Self.moment(1)) == Bound(.above, 8))
        let lines = try lines()
        #expect(lines.map(\.verb) == ["OPEN", "ACCEPT"])
        #expect(lines[1]["until"] == "value > 8")
        #expect(lines[1]["by"] == "root")
        #expect(monitor.facts(of: monitor.view.observations).map(\.verdict) == [.good])
        #expect(monitor.conditions.map(\.key) == [Self.key])
    }

    /// The desk is not told of each step; whoever accepts sees the report, which has the newest value.
    @Test func whatIsAcceptedIsTheValueOfNow() throws {
        let rule = try #require(Catalogue.rule(Self.key.rule))
        take(8, at: 0)
        let worse = 8 + rule.step / 2
        take(worse, at: 1)
        #expect(try lines().map(\.verb) == ["OPEN"])
        #expect(throws: AcceptanceRefusal.alreadyBeyond) {
            try monitor.accept(Self.key, until: Bound(.above, 8), by: "root", at: Self.moment(2))
        }
        #expect(try monitor.accept(Self.key, until: nil, by: "root", at: Self.moment(2)) == Bound(.above, worse))
        take(worse, at: 3)
        #expect(monitor.accepted.count == 1)
    }

    @Test func aValueBeyondTheBoundIsToldHoweverLittleWorseItIsAndEndsTheAcceptance() throws {
        take(8, at: 0)
        let rule = try #require(Catalogue.rule(Self.key.rule))
        let bound = Bound(.above, 8 + rule.step / 4)
        _ = try monitor.accept(Self.key, until: bound, by: "root", at: Self.moment(1))
        take(8 + rule.step / 4, at: 2)
        #expect(try lines().count == 2)
        take(8 + rule.step / 2, at: 3)
        #expect(try lines().map(\.verb) == ["OPEN", "ACCEPT", "UPDATE"])
        #expect(monitor.accepted.isEmpty)
        #expect(monitor.facts(of: monitor.view.observations).map(\.verdict) != [.good])
    }

    @Test func anAcceptanceOutlivesTheAgentAndTheCondition() throws {
        take(8, at: 0)
        _ = try monitor.accept(Self.key, until: Bound(.above, 12), by: "root", at: Self.moment(1))
        let later = Monitor(journal: try Self.open(folder, log), log: log)
        #expect(later.accepted == [Self.key: Acceptance(until: Bound(.above, 12), by: "root")])
        take(0, at: 10, later)
        #expect(later.accepted.count == 1)
        take(13, at: 100_000, later)
        #expect(later.accepted.isEmpty)
    }

    @Test func takenBackItIsTold() throws {
        take(8, at: 0)
        _ = try monitor.accept(Self.key, until: nil, by: "root", at: Self.moment(1))
        try monitor.withdraw(Self.key, by: "root", at: Self.moment(2))
        let lines = try lines()
        #expect(lines.map(\.verb) == ["OPEN", "ACCEPT", "ACCEPT"])
        #expect(lines[2]["until"] == nil)
        #expect(monitor.accepted.isEmpty)
        #expect(throws: AcceptanceRefusal.notAccepted) {
            try monitor.withdraw(Self.key, by: "root", at: Self.moment(3))
        }
    }

    @Test(arguments: [
        (Bound(.above, 7), AcceptanceRefusal.alreadyBeyond), (Bound(.below, 7), .wrongSide),
    ])
    func aBoundThatCannotHoldIsRefused(bound: Bound, refusal: AcceptanceRefusal) throws {
        take(8, at: 0)
        #expect(throws: refusal) { try monitor.accept(Self.key, until: bound, by: "root", at: Self.moment(1)) }
        #expect(try lines().count == 1)
    }

    @Test func whatIsNotOpenCannotBeAccepted() throws {
        #expect(throws: AcceptanceRefusal.notOpen) {
            try monitor.accept(Self.key, until: nil, by: "root", at: Self.moment(1))
        }
    }

    /// The desk's word, after the journal was lost.
    @Test func whatTheDeskKnowsToBeAcceptedIsTakenOver() throws {
        try monitor.adopt(Self.standing(.open, Bound(.above, 12)), at: Self.moment(1))
        #expect(monitor.accepted[Self.key]?.bound == Bound(.above, 12))
        #expect(monitor.conditions.map(\.key) == [Self.key])
        take(12, at: 1)
        #expect(try lines().map(\.verb).allSatisfy { $0 == "UPDATE" })
        #expect(monitor.accepted.count == 1)
        take(13, at: 2)
        #expect(monitor.accepted.isEmpty)
    }

    @Test func ofWhatWentAwayTheAcceptanceAloneIsTakenOver() throws {
        try monitor.adopt(Self.standing(.clear, Bound(.above, 12)), at: Self.moment(1))
        #expect(monitor.accepted.count == 1)
        #expect(monitor.conditions.isEmpty)
    }

    /// The desk spoke before it could know.
    @Test func whatIsAboutToBeToldOutweighsTheDesksWord() throws {
        take(8, at: 0)
        _ = try monitor.accept(Self.key, until: nil, by: "root", at: Self.moment(1))
        try monitor.withdraw(Self.key, by: "root", at: Self.moment(2))
        try monitor.adopt(Self.standing(.open, Bound(.above, 8)), at: Self.moment(1))
        #expect(monitor.accepted.isEmpty)
    }

    /// It was outgrown while the link was down: the desk does not know yet.
    @Test func whatWasOutgrownIsNotAcceptedAgainAtTheDesksWord() throws {
        take(8, at: 0)
        _ = try monitor.accept(Self.key, until: Bound(.above, 12), by: "root", at: Self.moment(1))
        take(13, at: 2)
        #expect(monitor.accepted.isEmpty)
        try monitor.adopt(Self.standing(.open, Bound(.above, 12)), at: Self.moment(1))
        #expect(monitor.accepted.isEmpty)
        // Back within it, but the desk is about to be told of 13.
        take(12, at: 3)
        try monitor.adopt(Self.standing(.open, Bound(.above, 12)), at: Self.moment(1))
        #expect(monitor.accepted.isEmpty)
    }

    private static func standing(_ state: Standing.State, _ bound: Bound) -> Standing {
        Standing(
            key: key,
            state: state,
            severity: .warning,
            value: 8,
            unit: .count,
            since: moment(0).time,
            accepted: bound
        )
    }
}
