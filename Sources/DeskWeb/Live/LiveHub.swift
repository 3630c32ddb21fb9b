import Desk
import Health
import Logging
import ServiceLifecycle
import Synchronization

/// Follows the log for all streams at once, for as long as there are any.
final class LiveHub: Service {
    /// Between two looks at the log.
    private static let interval = Duration.milliseconds(250)
    /// Entries of one look.
    static let step = 500
    /// Seconds between two looks at who is still signed in.
    private static let checkInterval: Double = 3

    let room = Mutex(LiveRoom())
    let opened = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    private let start = ContinuousClock.now
    let store: any LiveStore
    private let now: @Sendable () -> Timestamp
    private let log: Logger

    init(store: any LiveStore, now: @escaping @Sendable () -> Timestamp, log: Logger) {
        self.store = store
        self.now = now
        self.log = log
    }

    /// Seconds by a clock that nobody sets.
    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

    var isFull: Bool { room.withLock { $0.streams.isFull } }

    func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            for await _ in opened.stream { await follow() }
        }
        room.withLock { $0.wake($0.streams.shutDown()) }
    }

    /// Looks at the log again and again until no stream is left.
    private func follow() async {
        var checkedAt = elapsed
        var isFailing = false
        while !room.withLock({ $0.streams.isEmpty }), (try? await Task.sleep(for: Self.interval)) != nil {
            do {
                try await look()
                if elapsed - checkedAt >= Self.checkInterval {
                    checkedAt = elapsed
                    try await check()
                }
                isFailing = false
            } catch {
                if !isFailing { log.error("open pages are not told what is new", metadata: ["reason": "\(error)"]) }
                isFailing = true
            }
            beat()
        }
    }

    /// Tells all streams what the log says since the last look.
    private func look() async throws(DeskError) {
        var position = room.withLock { $0.streams.position }
        guard try await store.lastEntry() > position else { return }
        var hasMore = true
        while hasMore {
            let changes = try await store.changes(after: position, limit: Self.step)
            room.withLock { $0.wake($0.streams.publish(changes)) }
            (position, hasMore) = (changes.through, changes.hasMore)
        }
    }

    /// Ends the streams of sessions that have ended.
    private func check() async throws(DeskError) {
        let asked = room.withLock { $0.streams.sessions }
        let accounts = try await store.accounts(ofSessions: asked, at: now())
        let time = elapsed
        room.withLock { room in
            room.wake(room.streams.keep(accounts, of: asked))
            let ended = asked.subtracting(accounts.keys)
            for ticket in room.presence.forget(at: time, sessions: ended) { room.announce(ticket) }
        }
    }

    private func beat() {
        let time = elapsed
        room.withLock { room in
            room.wake(room.streams.beat(at: time))
            for id in room.streams.stuck(at: time) { room.outlets[id]?.cut() }
        }
    }
}
