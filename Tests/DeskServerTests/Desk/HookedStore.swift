import Desk
import Health
import Synchronization
import Wire

/// A store whose commits can be held up or refused; everything else is the store below.
struct HookedStore: IntakeStore, AgentStore {
    /// What happens before a batch, facts, the use of a token, or sightings reach the store below.
    struct Hooks: Sendable {
        var record: @Sendable () -> Void = {}
        var commit: @Sendable ([Arrival]) async throws(DeskError) -> Void = { _ throws(DeskError) in }
        var consume: @Sendable () async throws(DeskError) -> Void = { () throws(DeskError) in }
        var touch: @Sendable () async throws(DeskError) -> Void = { () throws(DeskError) in }
    }

    let base: any IntakeStore & AgentStore
    var hooks = Hooks()

    var identity: String { base.identity }

    func besideWriter(_ work: @escaping @Sendable () async -> Void) async { await base.besideWriter(work) }

    func commit(_ arrivals: [Arrival], at now: Timestamp) async throws(DeskError) -> [Settlement] {
        try await hooks.commit(arrivals)
        return try await base.commit(arrivals, at: now)
    }

    func consume(
        token hash: String,
        publicKey: String,
        for host: EnrolledHost,
        at now: Timestamp
    ) async throws(DeskError) -> EnrolledHost {
        try await hooks.consume()
        return try await base.consume(token: hash, publicKey: publicKey, for: host, at: now)
    }

    func position(of stream: Desk.Stream) async throws(DeskError) -> StreamPosition? {
        try await base.position(of: stream)
    }
    func record(_ facts: [Fact], of host: String, at now: Timestamp) async throws(DeskError) {
        hooks.record()
        try await base.record(facts, of: host, at: now)
    }
    func standing(of host: String) async throws(DeskError) -> [Ticket] { try await base.standing(of: host) }
    func raise(
        _ condition: DeskCondition,
        host: String,
        remark: Remark?,
        at now: Timestamp
    ) async throws(DeskError) -> Ticket? {
        try await base.raise(condition, host: host, remark: remark, at: now)
    }
    func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws(DeskError) -> Ticket? {
        try await base.clear(condition, host: host, at: now)
    }
    func enrol(_ host: EnrolledHost) async throws(DeskError) { try await base.enrol(host) }
    func rename(_ host: String, to name: String, hostClass: HostClass) async throws(DeskError) {
        try await base.rename(host, to: name, hostClass: hostClass)
    }
    func host(_ id: String) async throws(DeskError) -> EnrolledHost? { try await base.host(id) }
    func enrolledHosts() async throws(DeskError) -> [EnrolledHost] { try await base.enrolledHosts() }
    func touch(_ sightings: [Sighting]) async throws(DeskError) {
        try await hooks.touch()
        try await base.touch(sightings)
    }
}

/// Holds up who passes it until it is opened, and tells when the first one has come.
final class Gate: Sendable {
    private let (arrivals, arrival) = AsyncStream<Void>.makeStream()
    private let (openings, opening) = AsyncStream<Void>.makeStream()
    private let seen = Mutex<[[UInt64]]>([])

    /// The numbers of the batches that have come.
    var batches: [[UInt64]] { seen.withLock { $0 } }

    func pass(_ batch: [Arrival] = []) async {
        seen.withLock { $0.append(batch.map(\.item.number)) }
        arrival.yield()
        for await _ in openings {}
    }

    /// Returns when somebody waits at the gate.
    func reached() async {
        for await _ in arrivals { return }
    }

    func open() { opening.finish() }
}

/// The desk's time, moved by the test.
final class TestClock: Sendable {
    private let time = Mutex(now)

    var value: Timestamp { time.withLock { $0 } }

    func advance(by seconds: Double) { time.withLock { $0 = $0.advanced(by: seconds) } }
}
