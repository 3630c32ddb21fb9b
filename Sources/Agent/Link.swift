import Health
import Host
import Journal
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceManager
import Synchronization
import Wire

/// Keeps a session with the desk: connects, delivers the journal in order, and comes back with back-off when the session ends.
package final class Link: Sendable {
    /// Seconds within which the link is heard again, so the watchdog is promised, while a connection is made.
    private static let connectingPatience = 60.0
    /// Seconds awake after which a sleep that was announced has come to nothing, or is over.
    private static let longestAbsence = 60.0

    let credentials: Credentials
    private let about: About
    let journal: JournalKeeper
    let monitor: Monitor
    /// The one thread on which the link waits for the journal, so that its steps keep their order. (What works on the journal's
    /// file is the keeper's own.)
    let thread: NIOThreadPool
    private let host: any Host
    private let probes: [ProbeRunner]
    private let group: MultiThreadedEventLoopGroup
    let watchdog: Watchdog
    private let manager: ServiceManager
    private let log: Logger
    private let nap = Nap()
    let deliveries = Deliveries()
    let test = TestTicket()
    private let state = Mutex(State())

    private struct State {
        /// The session that stands, and the journal that it delivers.
        var handler: NIOLoopBound<LinkHandler>?
        var journal = ""
        var channel: (any Channel)?
        var status = LinkStatus()
        var ending: (reason: String, retry: Double) = ("", 0)
        var wasEstablished = false
        /// When the desk was told everything, and whether all probes had polled by then.
        var told: (at: Moment, isComplete: Bool)?
        /// Whether this workstation goes to sleep, so that no session is begun.
        var isAway = false
    }

    init(
        credentials: Credentials,
        about: About,
        journal: JournalKeeper,
        monitor: Monitor,
        probes: [ProbeRunner],
        host: any Host,
        group: MultiThreadedEventLoopGroup,
        thread: NIOThreadPool,
        watchdog: Watchdog,
        manager: ServiceManager,
        log: Logger
    ) {
        self.credentials = credentials
        self.about = about
        self.journal = journal
        self.monitor = monitor
        self.probes = probes
        self.host = host
        self.group = group
        self.thread = thread
        self.watchdog = watchdog
        self.manager = manager
        self.log = log
    }

    private var enrolment: Enrolment { credentials.identity.enrolment }

    private var address: String { "\(enrolment.address):\(enrolment.port)" }

    package var status: LinkStatus { state.withLock { $0.status } }

    /// Runs until the task is cancelled.
    func run() async {
        monitor.onChange { [weak self] last, changed in self?.wake(last: last, changed: changed) }
        journal.onReturn { [weak self] in self?.wake(last: 0, changed: []) }
        var backoff = Backoff()
        while !Task.isCancelled {
            await runSession()
            let (ending, wasEstablished, isAway) = state.withLock { ($0.ending, $0.wasEstablished, $0.isAway) }
            guard !Task.isCancelled else { return }
            if wasEstablished { backoff.succeed() }
            let wait = backoff.next(atLeast: ending.retry, random: Double.random(in: 0...1))
            log.notice(
                "the link is down",
                metadata: [
                    "reason": "\(ending.reason)",
                    "retry": "\(isAway ? "when this workstation wakes" : "\((wait * 10).rounded() / 10) s")",
                ]
            )
            state.withLock { state in
                state.status.state = .waiting
                state.status.lastError = isAway ? "this workstation goes to sleep" : ending.reason
                state.status.retry = isAway ? nil : wait
                state.wasEstablished = false
            }
            manager.notify(.status("no link to \(address): \(ending.reason)"))
            await pause(wait)
        }
    }

    /// Waits before the next session, and for as long as this workstation is about to sleep.
    private func pause(_ seconds: Double) async {
        watchdog.promise(.link, within: seconds + Self.longestAbsence)
        await nap.sleep(for: seconds, on: group.next())
        guard state.withLock({ $0.isAway }) else { return }
        await nap.sleep(for: Self.longestAbsence, on: group.next())
        state.withLock { $0.isAway = false }
    }

    private func runSession() async {
        watchdog.promise(.link, within: Self.connectingPatience)
        state.withLock { state in
            state.told = nil
            state.status.state = .connecting
            state.status.desk = address
            state.ending = ("the connection was lost", 0)
        }
        do {
            let hello = try await thread.runIfActive { try self.hello() }
            deliveries.begin(hello.journal)
            let context = try await thread.runIfActive { try self.credentials.context() }
            guard !state.withLock({ $0.isAway }) else { return }
            try await withTaskCancellationHandler {
                try await connect(hello, context).closeFuture.get()
            } onCancel: {
                sayGoodbye(reason: "stop")
            }
        } catch {
            state.withLock { $0.ending = ("\(address): \(ConnectionFailure.words(error))", $0.ending.retry) }
        }
        state.withLock { state in
            state.handler = nil
            state.channel = nil
        }
    }

    private func connect(_ hello: Hello, _ context: NIOSSLContext) async throws -> any Channel {
        try await ClientBootstrap(group: group)
            .connectTimeout(.seconds(10))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = LinkHandler(link: self, hello: hello)
                    let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
                    try channel.pipeline.syncOperations.addHandlers([tls, handler])
                    let bound = NIOLoopBound(handler, eventLoop: channel.eventLoop)
                    let isWanted = self.state.withLock { state in
                        guard !state.isAway else { return false }
                        state.handler = bound
                        state.journal = hello.journal
                        state.channel = channel
                        return true
                    }
                    guard isWanted else { throw CancellationError() }
                }
            }
            .connect(host: enrolment.address, port: enrolment.port).get()
    }

    private func hello() throws -> Hello {
        let head = try journal.perform { try $0.head() }
        return Hello(
            version: about.version,
            name: about.name,
            hostClass: about.hostClass,
            boot: host.now().boot,
            journal: head.id,
            first: head.first,
            last: head.last,
            base: head.base,
            replaces: head.replaces,
            isVolatile: head.isVolatile
        )
    }

    /// On shutdown the session ends with BYE, so that the desk need not wonder.
    ///
    /// A desk that does not let go is left after a second, and one that does not answer at once.
    private func sayGoodbye(reason: String) {
        let (handler, channel) = state.withLock { ($0.handler, $0.channel) }
        guard let handler, let channel else { return }
        guard channel.isActive else { return channel.close(promise: nil) }
        channel.eventLoop.execute { handler.value.leave(reason: reason) }
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    private func wake(last: UInt64, changed: [Component]) {
        let (session, told) = state.withLock { ($0.handler, $0.journal) }
        guard let handler = session else { return }
        guard journal.summary.id == told else {
            return handler.eventLoop.execute { handler.value.restart("the journal goes on under another id") }
        }
        let facts = monitor.facts(of: monitor.view.observations.filter { changed.contains($0.component) })
        handler.eventLoop.execute { handler.value.extended(to: last, facts: facts) }
    }
}

// MARK: - The sleep of this workstation

extension Link {
    /// Says good-bye before this workstation goes to sleep, and returns when that is on its way.
    func suspend() async {
        let channel = state.withLock { state in
            state.isAway = true
            return state.channel
        }
        sayGoodbye(reason: "suspend")
        try? await channel?.closeFuture.get()
    }

    /// Comes back at once.
    func resume() {
        state.withLock { state in
            state.isAway = false
            // The back-off begins anew, for the network may take a moment.
            state.wasEstablished = true
        }
        nap.call()
    }
}

// MARK: - What the handler asks and tells

extension Link {
    func now() -> Moment { host.now() }

    /// What a beat says.
    func beat() -> Beat {
        let journal = journal.summary
        let now = host.now()
        let costs = probes.compactMap(\.cost)
        return Beat(
            uptime: UInt64(max(0, now.uptime)),
            queue: journal.queue,
            oldest: journal.oldest.map { UInt64(max(0, now.time.seconds(since: $0))) } ?? 0,
            probes: UInt64(costs.count),
            failed: UInt64(costs.count { $0.failure != nil })
        )
    }

    /// A snapshot of all conditions (in the journal) and the facts of all components.
    struct News: Sendable {
        let last: UInt64
        let facts: [Fact]
        let isRenewalDue: Bool
    }

    /// Appends a snapshot to the journal with this id and gathers the facts.
    ///
    /// Called on the link's thread.
    func news(in id: String) throws -> News {
        let now = host.now()
        let isComplete = probes.allSatisfy { $0.cost.map { $0.polls > 0 } ?? true }
        let view = monitor.view
        state.withLock { $0.told = (now, isComplete) }
        return News(
            last: try journal.perform(in: id) { try $0.appendSnapshot(at: now, fresh: view.fresh) },
            facts: monitor.facts(of: view.observations),
            isRenewalDue: credentials.isRenewalDue(at: now.time)
        )
    }

    /// The news once more: daily, and when all probes have polled where some had not when the session began.
    ///
    /// Called on the link's thread.
    func newsIfDue(in id: String) throws -> News? {
        guard let told = state.withLock({ $0.told }) else { return nil }
        let isDue = host.now().uptime - told.at.uptime >= 86_400
        guard isDue || !told.isComplete && probes.allSatisfy({ $0.cost.map { $0.polls > 0 } ?? true }) else {
            return nil
        }
        return try news(in: id)
    }

    /// A session stands.
    ///
    /// Called on the link's thread.
    func established() {
        credentials.haveWorked()
        log.notice("the link is up", metadata: ["desk": "\(address)"])
        manager.notify(.status("linked to \(address)"))
        let now = host.now().time
        state.withLock { state in
            state.wasEstablished = true
            state.status.state = .connected
            state.status.since = now
            state.status.lastError = nil
            state.status.retry = nil
        }
    }

    func acknowledged(_ number: UInt64) {
        let now = host.now().time
        state.withLock { $0.status.lastAcknowledgedAt = now }
        deliveries.acknowledged(number)
    }

    /// Whether the desk has the event of this place within so many seconds.
    func delivery(of place: JournalPlace, within seconds: Double) async -> Bool {
        await deliveries.has(place, within: seconds, on: group.next())
    }

    func rejected(_ number: UInt64, _ error: LineError) {
        log.error("the desk refuses an event", metadata: ["number": "\(number)", "reason": "\(error)"])
        state.withLock { state in
            state.status.rejected += 1
            state.status.lastRejection = "\(number): \(error)"
        }
    }

    func ended(_ ending: (reason: String, retry: Double)) {
        state.withLock { $0.ending = ending }
    }
}
