package import Desk
package import Health
package import Logging
import Mail
import NIOCore
import NIOPosix
import Synchronization
import ServiceLifecycle
import Wire

/// One running desk: listener, intake and timers over a store.
package struct DeskService: Service {
    package struct Configuration: Sendable {
        /// Where keys and certificates lie.
        package var stateDirectory: String
        /// What the listener binds.
        package var listen: String
        package var port: Int
        /// The names and addresses under which agents reach this desk.
        package var addresses: [String]
        package var name: String
        /// Seconds after which a host that is always on is missed.
        package var grace: Double
        /// Seconds east of UTC, for working days.
        package var zone: Zone
        /// Connections at the same time, sessions and strangers; those over it are closed at once.
        package var connectionLimit: Int
        package var mail: MailChoice
        /// Where people reach the pages, for links in mails; nil where there are none.
        package var web: WebAddress?

        package init(
            stateDirectory: String,
            listen: String = "0.0.0.0",
            port: Int = 7117,
            addresses: [String],
            name: String,
            grace: Double = Silence.defaultGrace,
            zone: Zone = .utc,
            connectionLimit: Int = 8192,
            mail: MailChoice = .off,
            web: WebAddress? = nil
        ) {
            self.stateDirectory = stateDirectory
            self.listen = listen
            self.port = port
            self.addresses = addresses
            self.name = name
            self.grace = grace
            self.zone = zone
            self.connectionLimit = connectionLimit
            self.mail = mail
            self.web = web
        }
    }

    private let configuration: Configuration
    private let store: any IntakeStore & AgentStore
    private let desk: any DeskStores
    private let now: @Sendable () -> Timestamp
    private let log: Logger
    private let onBound: @Sendable (Int) -> Void

    /// A desk that is not running yet; `onBound` is told the listener's port once it is bound.
    package init(
        _ configuration: Configuration,
        store: any IntakeStore & AgentStore,
        desk: any DeskStores,
        now: @escaping @Sendable () -> Timestamp,
        log: Logger,
        onBound: @escaping @Sendable (Int) -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.store = store
        self.desk = desk
        self.now = now
        self.log = log
        self.onBound = onBound
    }

    /// Returns when each event loop has turned and the store has taken a transaction, be it to refuse it: a desk that does not get
    /// so far is stuck.
    package func turn() async {
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try? await loop.submit {}.get() }
        try? await store.touch([])
    }

    /// Who sends the desk's mail; nil where it sends none.
    private func postman(_ clock: WallClock) async throws(DeskError) -> Postman? {
        switch configuration.mail {
        case .refused: return nil
        case .off:
            try await desk.stopGathering()
            return nil
        case .on(let mail):
            guard let names = MailNames(store: store.identity, domain: mail.from.address.domain) else { return nil }
            let maker = MailMaker(
                mail: mail,
                store: desk,
                mailNames: names,
                zone: configuration.zone,
                web: configuration.web
            )
            return Postman(
                store: desk,
                maker: maker,
                bundling: Bundling(),
                interval: 2,
                clock: clock,
                log: log
            )
        }
    }

    /// Runs until it is told to shut down; then sessions end with BYE, and what has arrived is committed.
    package func run() async throws {
        var generator = SystemRandomNumberGenerator()
        let folder = AuthorityFolder(stateDirectory: configuration.stateDirectory)
        let authority = try await folder.authority(using: &generator)
        let identity = try await folder.identity(
            addresses: configuration.addresses,
            authority: authority,
            using: &generator
        )
        let intake = Intake(store: store, now: now, log: log)
        let jobs = JobRunner()
        let desk = DeskContext(
            terms: ServerSession.Terms(
                desk: configuration.name,
                store: store.identity,
                grace: UInt64(max(1, min(configuration.grace, 86_400)))
            ),
            store: store,
            authority: authority,
            sessions: Sessions(),
            settle: intake.settle,
            now: now,
            log: log
        )
        let tls = try DeskTLS(identity: identity, trusted: authority.trusted)
        let listener = Listener(
            address: configuration.listen,
            port: configuration.port,
            connectionLimit: configuration.connectionLimit,
            tls: tls,
            sessions: desk.sessions,
            makeSession: { SessionHandler(desk: desk, tls: tls, intake: intake, jobs: jobs) },
            group: .singleton,
            onBound: onBound
        )
        let clock = WallClock(now: now, log: log)
        let silence = SilenceWatch(
            store: store,
            sessions: desk.sessions,
            calendar: WorkCalendar(zone: configuration.zone),
            grace: configuration.grace,
            clock: clock,
            log: log
        )
        let due = DueWatch(store: self.desk, interval: 5, clock: clock, log: log)
        // Shut down from the last to the first: no new sessions, then no new work, then the last commits.
        let postman = try await postman(clock)
        let services: [any Service] = [intake, jobs, silence, due] + (postman.map { [$0] } ?? []) + [listener]
        let group = ServiceGroup(services: services, logger: log)
        try await group.run()
    }
}

/// What the desk asks of its store beside what hosts send.
package typealias DeskStores = HostStore & FleetStore & QueueStore & TicketStore & PeopleStore & CategoryStore
    & OutboxStore

/// Whether a desk sends mail.
package enum MailChoice: Sendable {
    /// Nobody is told of what happens, nor later.
    case off
    /// Its settings are wrong: what happens is told once they are right.
    case refused
    case on(DeskMail)
}
