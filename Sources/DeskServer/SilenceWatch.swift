package import Desk
package import Health
package import Logging
import ServiceLifecycle

/// Opens a ticket for a host that is silent for longer than its class of machine may be, and writes down when hosts were heard.
package struct SilenceWatch: Service {
    /// After a desk's restart nobody is missed for twice the longest back-off of an agent.
    package static let amnesty: Double = 600

    let store: any TicketStore
    let sessions: Sessions
    let calendar: WorkCalendar
    let grace: Double
    let amnesty: Double
    let interval: Double
    let now: @Sendable () -> Timestamp
    let log: Logger

    package init(
        store: any TicketStore,
        sessions: Sessions,
        calendar: WorkCalendar,
        grace: Double = Silence.defaultGrace,
        amnesty: Double = SilenceWatch.amnesty,
        interval: Double = 30,
        now: @escaping @Sendable () -> Timestamp,
        log: Logger
    ) {
        self.store = store
        self.sessions = sessions
        self.calendar = calendar
        self.grace = grace
        self.amnesty = amnesty
        self.interval = interval
        self.now = now
        self.log = log
    }

    package func run() async throws {
        let started = now()
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))) != nil {
                await check(since: started)
            }
        }
        // Sessions have ended by now: who was heard since the last look is written down too.
        await writeSightings()
    }

    /// Writes the sightings, and raises what is due.
    package func check(since started: Timestamp) async {
        let sightings = await writeSightings()
        do {
            guard now().seconds(since: started) >= amnesty else { return }
            let connected = sessions.connected
            for var host in try await store.hosts() where !connected.contains(host.id) {
                if let sighting = sightings[host.id] {
                    host.lastSeen = sighting.at
                    host.isSilencePlanned = sighting.isSilencePlanned
                }
                guard Silence.isAlarm(of: host, at: now(), grace: grace, calendar: calendar) else { continue }
                try await store.raise(.silent, host: host.id, note: nil, at: now())
            }
        } catch {
            log.error("silence could not be checked", metadata: ["reason": "\(error)"])
        }
    }

    /// Writes down when hosts were heard, and returns it.
    @discardableResult
    private func writeSightings() async -> [String: Sighting] {
        let sightings = sessions.sightings
        guard !sightings.isEmpty else { return [:] }
        do {
            try await store.touch(Array(sightings.values))
        } catch {
            log.error("it could not be written down which hosts were heard", metadata: ["reason": "\(error)"])
        }
        return sightings
    }
}
