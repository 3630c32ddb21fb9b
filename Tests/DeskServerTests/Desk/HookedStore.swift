import Desk
import Health
import Synchronization

/// A store whose commits can be held up or refused; everything else is the store below.
struct HookedStore: TicketStore {
    /// What happens before a batch, facts, the use of a token, or sightings reach the store below.
    struct Hooks: Sendable {
        var record: @Sendable () -> Void = {}
        var commit: @Sendable ([IntakeItem]) async throws -> Void = { _ in }
        var consume: @Sendable () async throws -> Void = {}
        var touch: @Sendable () async throws -> Void = {}
    }

    let base: any TicketStore
    var hooks = Hooks()

    var identity: String { base.identity }
    var executor: any TaskExecutor { base.executor }

    func commit(_ batch: [IntakeItem], at now: Timestamp) async throws -> [IntakeResult] {
        try await hooks.commit(batch)
        return try await base.commit(batch, at: now)
    }

    func consume(
        token hash: String,
        publicKey: String,
        for host: EnrolledHost,
        at now: Timestamp
    ) async throws -> EnrolledHost {
        try await hooks.consume()
        return try await base.consume(token: hash, publicKey: publicKey, for: host, at: now)
    }

    func position(of stream: Desk.Stream) async throws -> StreamPosition? { try await base.position(of: stream) }
    func deadLetters(limit: Int) async throws -> [DeadLetter] { try await base.deadLetters(limit: limit) }
    func record(_ facts: [Fact], of host: String) async throws {
        hooks.record()
        try await base.record(facts, of: host)
    }
    func facts(of host: String) async throws -> [Fact] { try await base.facts(of: host) }
    func enrol(_ host: EnrolledHost) async throws { try await base.enrol(host) }
    func rename(_ host: String, to name: String, hostClass: HostClass) async throws {
        try await base.rename(host, to: name, hostClass: hostClass)
    }
    func retire(_ host: String, at now: Timestamp) async throws { try await base.retire(host, at: now) }
    func host(_ id: String) async throws -> EnrolledHost? { try await base.host(id) }
    func hosts() async throws -> [EnrolledHost] { try await base.hosts() }
    func touch(_ sightings: [Sighting]) async throws {
        try await hooks.touch()
        try await base.touch(sightings)
    }
    func create(_ token: Token) async throws { try await base.create(token) }
    func tickets(_ filter: TicketFilter) async throws -> [Ticket] { try await base.tickets(filter) }
    func ticket(_ number: Int64) async throws -> (ticket: Ticket, log: [LogEntry])? { try await base.ticket(number) }
    func search(_ words: String, limit: Int) async throws -> [Ticket] { try await base.search(words, limit: limit) }
    func handle(_ number: Int64, _ handling: Handling, by person: String, at now: Timestamp) async throws -> Ticket {
        try await base.handle(number, handling, by: person, at: now)
    }
    func raise(_ condition: DeskCondition, host: String, note: String?, at now: Timestamp) async throws -> Ticket? {
        try await base.raise(condition, host: host, note: note, at: now)
    }
    func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws -> Ticket? {
        try await base.clear(condition, host: host, at: now)
    }
    func statistics(at now: Timestamp) async throws -> Statistics { try await base.statistics(at: now) }
}

/// Holds up who passes it until it is opened, and tells when the first one has come.
final class Gate: Sendable {
    private let (arrivals, arrival) = AsyncStream<Void>.makeStream()
    private let (openings, opening) = AsyncStream<Void>.makeStream()
    private let seen = Mutex<[[UInt64]]>([])

    /// The numbers of the batches that have come.
    var batches: [[UInt64]] { seen.withLock { $0 } }

    func pass(_ batch: [IntakeItem] = []) async {
        seen.withLock { $0.append(batch.map(\.number)) }
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
