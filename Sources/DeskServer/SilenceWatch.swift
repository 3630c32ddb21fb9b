import Desk
import Health
import Logging
import ServiceLifecycle

/// Opens a ticket for a host that is silent for longer than its class of machine may be, and writes down when hosts were heard.
struct SilenceWatch: Service {
    /// After a desk's restart nobody is missed for twice the longest back-off of an agent.
    static let amnesty: Double = 600

    let store: any IntakeStore & AgentStore
    let sessions: Sessions
    let calendar: WorkCalendar
    let grace: Double
    let amnesty: Double
    let interval: Double
    let clock: WallClock
    let log: Logger

    init(
        store: any IntakeStore & AgentStore,
        sessions: Sessions,
        calendar: WorkCalendar,
        grace: Double = Silence.defaultGrace,
        amnesty: Double = SilenceWatch.amnesty,
        interval: Double = 30,
        clock: WallClock,
        log: Logger
    ) {
        self.store = store
        self.sessions = sessions
        self.calendar = calendar
        self.grace = grace
        self.amnesty = amnesty
        self.interval = interval
        self.clock = clock
        self.log = log
    }

    func run() async throws {
        let started = clock.elapsed()
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))) != nil {
                await check(since: started)
            }
        }
        // Sessions have ended by now: who was heard since the last look is written down too.
        do {
            try await writeSightings()
        } catch {
            log.error("it could not be written down which hosts were heard", metadata: ["reason": "\(error)"])
        }
    }

    /// Writes the sightings, ends the sessions of hosts that were retired, and raises what is due by a clock that can be believed.
    ///
    /// `started` are the elapsed seconds at which the desk began to listen.
    func check(since started: Double) async {
        do {
            try await writeSightings()
            let hosts = try await store.enrolledHosts()
            for host in hosts where host.retiredAt != nil { sessions.end(host.id, 530, "retired") }
            guard let now = clock.time(), clock.elapsed() - started >= amnesty else { return }
            for host in hosts where !sessions.isConnected(host.id) {
                guard Silence.isAlarm(of: host, at: now, grace: grace, calendar: calendar) else { continue }
                await raise(host.id, at: now)
            }
        } catch {
            log.error("silence could not be checked", metadata: ["reason": "\(error)"])
        }
    }

    /// A host whose ticket cannot be written keeps none of the others from theirs.
    private func raise(_ host: String, at now: Timestamp) async {
        do {
            try await store.raise(.silent, host: host, remark: nil, at: now)
            // It may have come back just before, and found nothing to clear.
            if sessions.isConnected(host) { try await store.clear(.silent, host: host, at: now) }
        } catch {
            log.error("a silent host has no ticket", metadata: ["host": "\(host)", "reason": "\(error)"])
        }
    }

    private func writeSightings() async throws(DeskError) {
        let sightings = sessions.takeSightings()
        guard !sightings.isEmpty else { return }
        do {
            try await store.touch(sightings)
        } catch {
            sessions.putBack(sightings)
            throw error
        }
    }
}
