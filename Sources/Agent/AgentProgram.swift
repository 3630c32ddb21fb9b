import Health
import Host
import Journal
import Logging
import NIOCore
import NIOPosix
import Probes
import ServiceLifecycle
import ServiceManager
import Settings
import UnixSignals
import Wire

/// `vigie-agent` from its arguments to its exit status.
package enum AgentProgram {
    package static let version = "0.1.0"

    private static let usageStatus: Int32 = 64
    private static let configurationStatus: Int32 = 78

    /// Runs until a signal ends it.
    /// - Returns: 0 after a clean end, 64 for a wrong command line, 78 for wrong settings, 1 for anything else.
    package static func run(_ arguments: [String]) async -> Int32 {
        do {
            try await perform(try AgentOptions.parse(arguments))
            return 0
        } catch let error as UsageError {
            StandardError.write("vigie-agent: \(error). Try vigie-agent --help.\n")
            return usageStatus
        } catch let error as SettingsErrors {
            StandardError.write("\(error)\n")
            return configurationStatus
        } catch {
            StandardError.write("vigie-agent: \(error)\n")
            return 1
        }
    }

    private static func perform(_ request: AgentOptions.Request) async throws {
        switch request {
        case .help: print(AgentOptions.help, terminator: "")
        case .version: print("vigie-agent \(version)")
        case .printConfiguration: print(AgentSettings.schema.example, terminator: "")
        case .check(let options):
            _ = try configuration(options)
            print("The settings are right.")
        case .run(let options): try await run(options, try configuration(options))
        }
    }

    /// The settings; the default file may be absent, one that is named may not.
    private static func configuration(_ options: AgentOptions) throws -> Configuration {
        let live = try LiveHost()
        let path = PrivateFile.absolute(options.configuration ?? AgentOptions.defaultConfiguration)
        func present<Value>(_ body: () throws(HostError) -> Value) throws -> Value? {
            do throws(HostError) {
                return try body()
            } catch  where error.code == .notFound {
                return nil
            } catch {
                throw error
            }
        }
        if options.configuration == nil, (try? live.modified(path)) == nil { return Configuration() }
        return try AgentSettings.schema.load(
            path: path,
            read: { path, limit in try present { () throws(HostError) in try live.read(path, limit: limit) } },
            list: { folder in try present { () throws(HostError) in try live.list(folder) } }
        )
    }

    /// Everything runs as tasks on one event loop, from the first on.
    private static func run(_ options: AgentOptions, _ configuration: Configuration) async throws {
        Memory.useOneArena()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        // By then all probes have polled and the link stands, as a rule: what that needed is seldom needed again.
        loop.scheduleRepeatedTask(initialDelay: .minutes(1), delay: .minutes(10)) { _ in Memory.release() }
        try await withTaskExecutorPreference(ClosureExecutor { loop.execute($0) }) {
            try await run(options, configuration, on: group)
        }
        try await group.shutdownGracefully()
    }

    private static func run(
        _ options: AgentOptions,
        _ configuration: Configuration,
        on group: MultiThreadedEventLoopGroup
    ) async throws {
        let log = Logger(label: "vigie-agent") { _ in StandardErrorLog() }
        let host = try options.makeHost()
        let state = PrivateFile.absolute(options.state)
        try PrivateFile.createFolder(state)
        try PrivateFile.claim(state)
        let journal = try JournalKeeper(path: "\(state)/journal.sqlite", now: { host.now().time }, log: log) {
            String(UInt64.random(in: .min ... .max), radix: 16) + String(UInt64.random(in: .min ... .max), radix: 16)
        }
        let monitor = Monitor(journal: journal, log: log)
        let threads = NIOThreadPool(numberOfThreads: ProbeRegistry.names.count + 1)
        let journalThread = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        journalThread.start()
        let manager = ServiceManager.current
        let watchdog = Watchdog(manager: manager, group: group, journalThread: journalThread, log: log)
        let probes = ProbeRegistry.probes(configuration)
        let runners = try ProbeRegistry.names.map { name in
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
        let identity = try Identity.enrolled(in: "\(state)/identity")
        let about = AgentSettings.about(configuration, host: host, enrolment: identity?.enrolment)
        let link = identity.map { identity in
            Link(
                identity: identity,
                about: about,
                journal: journal,
                monitor: monitor,
                probes: runners,
                host: host,
                group: group,
                journalThread: journalThread,
                watchdog: watchdog,
                manager: manager,
                log: log
            )
        }
        if link == nil {
            manager.notify(.status("not enrolled: tickets wait in the journal"))
            log.warning("not enrolled: tickets wait in the journal; run vigie enrol TOKEN, then restart the agent")
        }
        let desk = ControlDesk(
            about: about,
            host: host,
            journal: journal,
            monitor: monitor,
            probes: runners,
            link: link,
            threads: threads,
            started: host.now()
        )
        let control = ControlServer(path: options.socket, desk: desk, group: group, log: log) {
            manager.notify(.ready)
        }
        let reload = Reload(
            hangups: await UnixSignalsSequence(trapping: .sighup),
            manager: manager,
            threads: threads,
            log: log,
            load: { try Self.configuration(options) },
            apply: { configuration in
                runners.set(configuration)
                if AgentSettings.about(configuration, host: host, enrolment: identity?.enrolment) != about {
                    log.warning("a new name or class of this workstation is taken at the agent's next start")
                }
            }
        )
        log.notice(
            "started",
            metadata: ["version": "\(version)", "host": "\(about.name)", "class": "\(about.hostClass)"]
        )
        let deadline = ShutdownDeadline(manager: manager, group: group, log: log)
        // They are told to end in the reverse order.
        let services: [any Service] =
            [journal, control] + [link].compactMap { $0 } + runners + [watchdog, reload, deadline]
        try await ServiceGroup(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() }
        ).run()
        log.notice("stopped")
        // A probe that hangs is left to itself: its poll is made again at the next start.
        threads.shutdownGracefully { _ in }
        try await journalThread.shutdownGracefully()
    }
}

extension AgentOptions {
    /// The machine to watch.
    fileprivate func makeHost() throws(HostError) -> any Host {
        if let host { return try RecordedHost(host) }
        return try LiveHost(reader: ReaderClient(socket: reader, program: readerProgram))
    }
}

extension Identity {
    /// The identity of an enrolled workstation; nil where it was not enrolled.
    fileprivate static func enrolled(in folder: String) throws -> Identity? {
        let file = "\(folder)/\(Enrolment.File.enrolment.rawValue)"
        guard PrivateFile.exists(file) else { return nil }
        let text = try LiveHost().text(file)
        return try Identity(folder: folder, enrolmentText: text)
    }
}
