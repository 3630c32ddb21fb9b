import Health
import Host
import Journal
import Logging
import NIOPosix
import Probes
import ServiceLifecycle
import ServiceManager
import Settings
import UnixSignals
import Wire

/// The agent's parts, made in their order, and run as the services of one group.
struct AgentServices {
    private let options: AgentOptions
    private let group: MultiThreadedEventLoopGroup
    private let settings: SettingsKeeper
    private let log = Logger(label: "vigie-agent") { _ in StandardErrorLog() }
    private let manager = ServiceManager.current
    private let host: any Host
    private let journal: JournalKeeper
    private let monitor: Monitor
    private let threads = NIOThreadPool(numberOfThreads: ProbeRegistry.names.count + 1)
    private let linkThread = NIOThreadPool(numberOfThreads: 1)
    private let watchdog: Watchdog
    private let mains = Mains()
    private let runners: [ProbeRunner]
    private let membership: Membership

    /// Opens the journal and takes up where the last run ended; `read` reads the settings files.
    init(
        _ options: AgentOptions,
        on group: MultiThreadedEventLoopGroup,
        read: @escaping @Sendable () throws -> Configuration
    ) throws {
        self.options = options
        self.group = group
        let host = try options.makeHost()
        let state = PrivateFile.absolute(options.state)
        try PrivateFile.createFolder(state)
        try PrivateFile.claim(state)
        self.host = host
        journal = try JournalKeeper(path: "\(state)/journal.sqlite", now: { host.now().time }, log: log) {
            String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
        }
        settings = SettingsKeeper(
            copy: "\(state)/settings.conf",
            log: log,
            onDisk: { [journal] in journal.onDisk($0) },
            read: read
        )
        let configuration = settings.start()
        monitor = Monitor(journal: journal, log: log, seen: try journal.perform { try $0.seen() })
        threads.start()
        linkThread.start()
        watchdog = Watchdog(manager: manager, group: group, linkThread: linkThread, log: log)
        let probes = ProbeRegistry.probes(configuration, mains: mains)
        runners = try ProbeRegistry.names.map { [journal, monitor, threads, watchdog, log] name in
            try ProbeRunner(
                name,
                probe: probes.first { $0.name == name },
                host: host,
                monitor: monitor,
                memory: try journal.perform { try $0.memory(ofProbe: name) },
                threads: threads,
                watchdog: watchdog,
                log: log
            )
        }
        membership = try Membership("\(state)/identity", configuration, host: host, manager: manager, log: log) {
            [journal, monitor, runners, linkThread, watchdog, manager, log] identity, about in
            Link(
                credentials: Credentials(identity, log: log) { journal.onDisk($0) },
                about: about,
                journal: journal,
                monitor: monitor,
                probes: runners,
                host: host,
                group: group,
                thread: linkThread,
                watchdog: watchdog,
                manager: manager,
                log: log
            )
        }
        let now = host.now()
        _ = monitor.takeUnseen(settings.observation(ofHost: membership.about.name, at: now.time), at: now)
    }

    /// Runs until a signal ends it.
    func run() async throws {
        let control = control()
        let reload = await reload()
        let about = membership.about
        log.notice(
            "started",
            metadata: ["version": "\(about.version)", "host": "\(about.name)", "class": "\(about.hostClass)"]
        )
        let deadline = ShutdownDeadline(manager: manager, group: group, log: log)
        // They are told to end in the reverse order.
        let services: [any Service] = [journal, control, membership] + runners + [watchdog, reload, deadline]
        try await ServiceGroup(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
        ).run()
        log.notice("stopped")
        // A probe that hangs is left to itself: its poll is made again at the next start.
        threads.shutdownGracefully { _ in }
        try await linkThread.shutdownGracefully()
    }

    private func control() -> ControlServer {
        let desk = ControlDesk(
            membership: membership,
            host: host,
            settings: settings,
            journal: journal,
            monitor: monitor,
            probes: runners,
            threads: threads,
            started: host.now()
        )
        return ControlServer(path: options.socket, desk: desk, group: group, log: log) { [manager] in
            manager.notify(.ready)
        }
    }

    private func reload() async -> Reload {
        Reload(
            hangups: await UnixSignalsSequence(trapping: .sighup),
            manager: manager,
            threads: threads,
            log: log,
            take: { [settings, host, monitor, runners, membership, log, mains] in
                let configuration = settings.load()
                let now = host.now()
                _ = monitor.takeUnseen(settings.observation(ofHost: membership.about.name, at: now.time), at: now)
                guard let configuration else { return }
                runners.set(configuration, mains: mains)
                log.notice("the settings were read anew")
                membership.take(configuration)
            }
        )
    }
}

extension AgentOptions {
    /// The machine to watch.
    fileprivate func makeHost() throws(HostError) -> any Host {
        if let host { return try RecordedHost(host) }
        return try LiveHost(reader: ReaderClient(socket: reader, program: readerProgram))
    }
}
