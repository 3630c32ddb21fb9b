@testable import Agent
import FoundationEssentials
import Glibc
import Health
@testable import Journal
import Logging
import NIOPosix
import Synchronization
import Testing
import Wire

/// The journal while its disk hangs or fails.
///
/// Another connection that holds the file's write lock makes a write hang as a disk would: SQLite waits.
@Suite(.timeLimit(.minutes(5)))
struct JournalKeeperTests {
    private let folder: TemporaryFolder
    private let keeper: JournalKeeper
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = "\(folder.path)/journal.sqlite"
        keeper = try Self.keeper(path)
    }

    private static let noon = Timestamp(milliseconds: 1_795_467_600_000)

    private static func keeper(
        _ path: String,
        patience: Double = 0.5,
        log: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) throws -> JournalKeeper {
        let count = Mutex(0)
        return try JournalKeeper(
            path: path,
            patience: patience,
            retry: .milliseconds(5),
            now: { noon },
            log: log,
            makeID: {
                count.withLock { count in
                    count += 1
                    return "journal-\(count)"
                }
            }
        )
    }

    private static func change(_ number: Int) -> Journal.Change {
        let key = ConditionKey(Component(.disk, "S\(number)"), "disk.wear")
        let condition = Condition(since: noon, severity: .warning, value: 97, limit: 95, reported: 97, count: 1)
        let moment = Moment(time: noon, uptime: 60, boot: "boot")
        var change = Journal.Change()
        change.open[key] = StoredCondition(condition: condition, unit: .percent, name: "SSD")
        change.events = [
            Event(.open, key, severity: .warning, value: 97, limit: 95, unit: .percent, name: "SSD", at: moment)
        ]
        return change
    }

    private static func record(_ number: Int, in keeper: JournalKeeper) throws {
        _ = try keeper.perform { try $0.record(change(number), at: noon) }
    }

    /// Works on a keeper on a thread that may block.
    private static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value
    {
        try await NIOThreadPool.singleton.runIfActive { try work() }
    }

    private func record(_ numbers: Int..., in keeper: JournalKeeper) async throws {
        try await Self.onThread { for number in numbers { try Self.record(number, in: keeper) } }
    }

    /// The disks whose event waits, in the order of the events.
    private func waiting(in keeper: JournalKeeper) async throws -> [String] {
        try await Self.onThread { try keeper.perform { try Self.waiting($0) } }
    }

    private static func waiting(_ journal: Journal) throws -> [String] {
        try journal.entries(from: 1, limit: 10_000).map { entry in
            let key = entry.text.split(separator: " ").first { $0.hasPrefix("key=") } ?? ""
            return String(key.dropFirst("key=disk/".count).prefix { $0 != "/" })
        }
    }

    @Test
    func aHungDiskDelaysAnEventByThePatienceAlone() async throws {
        try await record(1, in: keeper)
        let other = try SQLite(path: path)
        try other.execute("BEGIN IMMEDIATE")
        let begun = ContinuousClock.now
        try await record(2, in: keeper)
        #expect(ContinuousClock.now - begun < .seconds(5))
        #expect(keeper.summary.isVolatile)
        #expect(keeper.summary.open.count == 2)
        #expect(try await waiting(in: keeper) == ["S2"])
        // What follows does not wait at all: the file's thread still hangs.
        try await record(3, in: keeper)
        #expect(keeper.summary.queue == 2)
        #expect(throws: JournalKeeper.Replaced.self) { try keeper.perform(in: "journal-1") { _ in } }
        try other.execute("ROLLBACK")
    }

    @Test
    func itReturnsToItsFileWithWhatMemoryGathered() async throws {
        try await record(1, in: keeper)
        let other = try SQLite(path: path)
        try other.execute("BEGIN IMMEDIATE")
        try await record(2, 3, in: keeper)
        try other.execute("ROLLBACK")
        await keeper.returnIfPossible()
        #expect(!keeper.summary.isVolatile)
        #expect(keeper.summary.id == "journal-1")
        try await record(4, in: keeper)
        #expect(try await waiting(in: keeper) == ["S1", "S2", "S3", "S4"])
        #expect(keeper.summary.open.count == 4)
        let reopened = try Self.keeper(path)
        #expect(try await waiting(in: reopened) == ["S1", "S2", "S3", "S4"])
    }

    @Test
    func whoDeliversItIsToldThatItHasReturned() async throws {
        let returns = Mutex(0)
        let (keeper, other) = (self.keeper, try SQLite(path: path))
        keeper.onReturn { returns.withLock { $0 += keeper.summary.isVolatile ? 0 : 1 } }
        try other.execute("BEGIN IMMEDIATE")
        try Self.record(1, in: keeper)
        #expect(returns.withLock(\.self) == 0)
        try other.execute("ROLLBACK")
        await keeper.returnIfPossible()
        #expect(returns.withLock(\.self) == 1)
    }

    @Test
    func whatIsOnItsWayFromMemoryIsNotMoved() async throws {
        let other = try SQLite(path: path)
        try other.execute("BEGIN IMMEDIATE")
        try await record(1, in: keeper)
        #expect(try await waiting(in: keeper) == ["S1"])
        try other.execute("ROLLBACK")
        let id = keeper.summary.id
        await keeper.returnIfPossible()
        #expect(keeper.summary.id == id)
        try keeper.perform(in: id) { try $0.release(through: 1) }
        await keeper.returnIfPossible()
        #expect(!keeper.summary.isVolatile)
        #expect(try await waiting(in: keeper) == [])
        #expect(keeper.summary.open.count == 1)
    }

    /// A damaged file is set aside for one with another id, and what is moved there twice stands there once.
    @Test
    func whatIsMovedToAFileBegunAnewStandsThereOnce() async throws {
        let other = try SQLite(path: path)
        try other.execute("BEGIN IMMEDIATE")
        try await record(1, 2, in: keeper)
        try other.execute("INSERT OR REPLACE INTO meta VALUES ('released', '-1')")
        try other.execute("COMMIT")
        await keeper.returnIfPossible()
        #expect(keeper.summary.isVolatile)
        try await record(3, in: keeper)
        await keeper.returnIfPossible()
        #expect(!keeper.summary.isVolatile)
        #expect(try await waiting(in: keeper) == ["S1", "S2", "S3"])
    }

    @Test
    func whereTheFileCannotBeOpenedNothingBegins() throws {
        #expect(throws: JournalError.self) { try Self.keeper("\(folder.path)/missing/journal.sqlite") }
    }

    @Test
    func aFileThatFailsIsRepairedOrBegunAnew() async throws {
        try await record(1, in: keeper)
        try SQLite(path: path).execute("DROP TABLE entry")
        try await record(2, in: keeper)
        #expect(keeper.summary.isVolatile)
        #expect(keeper.summary.open.count == 2)
        // As it stands it cannot be written, and is then opened anew.
        await keeper.returnIfPossible()
        #expect(keeper.summary.isVolatile)
        await keeper.returnIfPossible()
        #expect(!keeper.summary.isVolatile)
        #expect(keeper.summary.open.count == 2)
        try await record(3, in: keeper)
        #expect(try await waiting(in: keeper).suffix(2) == ["S2", "S3"])
    }

    @Test
    func aMistakeThatIsNotTheFilesIsThrown() throws {
        struct Mistake: Error {}
        #expect(throws: Mistake.self) { try keeper.perform { _ in throw Mistake() } }
        #expect(!keeper.summary.isVolatile)
    }

    /// Whenever the disk hangs, for however long: each event is in the journal once, and no condition is forgotten.
    @Test(arguments: 1...6)
    func nothingIsLostOrDoubledWheneverTheDiskHangs(seed: UInt64) async throws {
        let keeper = try Self.keeper(path, patience: 0.01)
        let count = 120
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        defer { threads.shutdownGracefully { _ in } }
        let path = path
        try await withThrowingTaskGroup(of: Void.self) { work in
            for writer in 0..<3 {
                work.addTask {
                    try await threads.runIfActive {
                        for number in stride(from: writer, to: count, by: 3) { try Self.record(number, in: keeper) }
                    }
                }
            }
            work.addTask { try await threads.runIfActive { try Self.hang(path, seed: seed) } }
            work.addTask { for _ in 1...40 { await keeper.returnIfPossible() } }
            try await work.waitForAll()
        }
        await keeper.returnIfPossible()
        #expect(!keeper.summary.isVolatile)
        let file = try Self.keeper(path, patience: 30)
        let found = try await waiting(in: file)
        #expect(found.count == count)
        #expect(Set(found) == Set((0..<count).map { "S\($0)" }))
        #expect(keeper.summary.open.count == count)
        #expect(file.summary.open.count == count)
    }

    /// The first departure is heard of, and the return comes by itself.
    @Test
    func itReturnsByItself() async throws {
        let (words, word) = AsyncStream.makeStream(of: String.self)
        let log = Logger(label: "test") { _ in WordLog(word: word) }
        let keeper = try Self.keeper(path, log: log)
        try SQLite(path: path).execute("DROP TABLE entry")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await keeper.run() }
            try await record(1, in: keeper)
            for await said in words where said == "the journal can be written again" { break }
            group.cancelAll()
        }
        #expect(!keeper.summary.isVolatile)
        #expect(try await waiting(in: keeper) == ["S1"])
    }

    /// Takes the file's lock again and again, for times around the patience: that is how long the disk hangs.
    private static func hang(_ path: String, seed: UInt64) throws {
        let other = try SQLite(path: path)
        var state = seed
        for _ in 0..<12 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            try other.execute("BEGIN IMMEDIATE")
            usleep(UInt32((state >> 33) % 30_000))
            try other.execute("ROLLBACK")
            usleep(UInt32((state >> 40) % 5000))
        }
    }
}

/// Hands on what is logged.
private struct WordLog: LogHandler {
    let word: AsyncStream<String>.Continuation
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(word: AsyncStream<String>.Continuation) {
        self.word = word
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        word.yield("\(event.message)")
    }
}
