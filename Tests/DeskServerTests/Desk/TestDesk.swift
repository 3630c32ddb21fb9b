import DeskTestSupport
import Desk
import DeskStore
import Foundation
import Health
import Logging
import NIOSSL
import ServiceLifecycle
import Testing
import Wire

@testable import DeskServer

/// A desk of the tests: its store and authority, in a folder that goes with it, and hosts that it knows.
final class TestDesk {
    /// What the desk listens with while it runs.
    struct Running {
        let port: Int
        let shutDown: @Sendable () async -> Void
    }

    let store: DeskDatabase
    let authority: CertificateAuthority
    let clock = TestClock()
    /// The same clock, which never jumps.
    var steadyClock: WallClock {
        WallClock(
            now: { [clock] in clock.value },
            elapsed: { [clock] in clock.value.seconds(since: now) },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }
    private let folder: URL

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigie-\(UUID().uuidString)")
        store = try DeskDatabase.open(path: folder.appendingPathComponent("desk.sqlite").path)
        var numbers = FixedNumbers(state: 11)
        authority = try await AuthorityFolder(stateDirectory: folder.path).authority(using: &numbers)
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs the service on a free port of the loopback, until the body is done and what it left is committed.
    func run<Answer>(
        _ hooks: HookedStore.Hooks = HookedStore.Hooks(),
        listen: String = "127.0.0.1",
        connectionLimit: Int = 100,
        _ body: (Running) async throws -> Answer
    ) async throws -> Answer {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let service = DeskService(
            DeskService.Configuration(
                stateDirectory: folder.path,
                listen: listen,
                port: 0,
                addresses: ["127.0.0.1"],
                name: "desk-1",
                connectionLimit: connectionLimit
            ),
            store: HookedStore(base: store, hooks: hooks),
            desk: store,
            now: { [clock] in clock.value },
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onBound: { port.yield($0) }
        )
        let group = ServiceGroup(services: [service], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { port.finish() }
                try await group.run()
            }
            var bound = ports.makeAsyncIterator()
            let port = try #require(await bound.next(isolation: #isolation), "The desk did not start.")
            let answer = try await body(Running(port: port) { await group.triggerGracefulShutdown() })
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return answer
        }
    }

    /// A host that the desk knows, with its certificate.
    func host(_ id: String = hostID, class hostClass: HostClass = .desktop, lifetime: Double = 3600) async throws
        -> TestHost
    {
        try await store.enrol(EnrolledHost(id: id, name: "ws-1", hostClass: hostClass, enrolledAt: clock.value))
        var host = TestHost()
        var numbers = FixedNumbers(state: 5)
        host.chain = try authority.issue(
            hostID: id,
            request: host.request(),
            at: clock.value,
            lifetime: lifetime,
            using: &numbers
        )
        return host
    }

    /// A client that has been greeted.
    func client(_ desk: Running, as host: TestHost? = nil, address: String = "127.0.0.1") async throws -> WireClient {
        let client = try await WireClient(
            port: desk.port,
            address: address,
            agentConfiguration(trusting: authority, as: host)
        )
        guard case .greeting(let greeting)? = try await client.message() else {
            Issue.record("The desk did not greet.")
            return client
        }
        #expect(greeting.desk == "desk-1" && greeting.store == store.identity)
        return client
    }

    /// A client whose HELLO was answered.
    func session(_ desk: Running, as host: TestHost, _ hello: ClientMessage = .hello()) async throws -> WireClient {
        let client = try await client(desk, as: host)
        client.send(hello)
        #expect(await client.next()?.hasPrefix("OK 200 ") == true)
        return client
    }

    func tickets(_ rule: String? = nil) async throws -> [Ticket] { try await store.tickets(TicketFilter(rule: rule)) }
}

let otherID = "0d9be2f4-7a43-4f0c-8f55-61a1b2c3d4e5"

extension ClientMessage {
    static func hello(_ journal: String = "journal-1", first: UInt64 = 1, replaces: String? = nil) -> ClientMessage {
        .hello(
            Hello(
                version: "0.1",
                name: "ws-1",
                hostClass: "desktop",
                boot: "b",
                journal: journal,
                first: first,
                last: first - 1,
                base: .start,
                replaces: replaces
            )
        )
    }

    static func open(_ number: UInt64, disk: String = "A") -> ClientMessage { event(.open, number, disk) }

    static func clear(_ number: UInt64, disk: String) -> ClientMessage { event(.clear, number, disk) }

    private static func event(_ kind: Event.Kind, _ number: UInt64, _ disk: String) -> ClientMessage {
        .event(
            number,
            Event(
                kind,
                ConditionKey(Component(.disk, disk), "disk.wear"),
                severity: .warning,
                value: 97,
                unit: .percent,
                at: Moment(time: now, uptime: 60 + Double(number), boot: "b")
            )
        )
    }

    static let alive = ClientMessage.beat(Beat(uptime: 1, queue: 0, oldest: 0, probes: 1, failed: 0))
}
