@testable import Agent
import Health
import Host
import Journal
import Logging
import NIOCore
import NIOPosix
import Probes
import ServiceManager
import TestSupport
import Testing

/// A probe is exchanged while its runner sleeps until the next hour.
@Suite(.timeLimit(.minutes(1)))
struct ProbeRunnerTests {
    /// Sees the UPSs of these names.
    private struct Supplies: Probe {
        let name = "ups"
        let seen: [String]

        func interval(after observations: [Observation]) -> Double { 3600 }

        func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
            memory["polls"] = String((memory["polls"].flatMap { Int($0) } ?? 0) + 1)
            return seen.map { name in
                let readings = [Reading(.onBattery, name == "dark")]
                return Observation(Component(.ups, name), name: name, readings: readings, readAt: host.now().time)
            }
        }
    }

    private let folder: TemporaryFolder
    private let journal: Journal
    private let monitor: Monitor
    private let runner: ProbeRunner

    init() throws {
        folder = try TemporaryFolder()
        let host = FakeHost()
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        journal = try Journal(path: "\(folder.path)/journal.sqlite", now: host.now().time) { "journal-1" }
        monitor = try Monitor(journal: journal, log: log)
        let watchdog = Watchdog(
            manager: ServiceManager(environment: { _ in nil }, process: 0),
            group: .singleton,
            journalThread: .singleton,
            log: log
        )
        runner = ProbeRunner(
            "ups",
            probe: Supplies(seen: ["dark", "room"]),
            host: host,
            monitor: monitor,
            memory: [:],
            threads: .singleton,
            group: .singleton,
            watchdog: watchdog,
            log: log
        )
    }

    /// What is known of each UPS: read, or why it is not watched.
    private var view: [String: String] {
        let pairs = monitor.view.observations.map { observation in
            if case .notWatched(let reason) = observation.state {
                (observation.name, reason)
            } else {
                (observation.name, "read")
            }
        }
        return Dictionary(pairs) { $1 }
    }

    private func wait(until view: [String: String]) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while self.view != view {
            try #require(ContinuousClock.now < end, "\(self.view)")
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test
    func whatIsNotNamedAnyMoreIsNotWatchedAndItsConditionStands() async throws {
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { [runner] in try await runner.run() }
            try await wait(until: ["dark": "read", "room": "read"])
            runner.set(Supplies(seen: ["room", "rack"]))
            try await wait(
                until: ["dark": "not among what the settings name any more", "room": "read", "rack": "read"]
            )
            #expect(monitor.conditions.map(\.name) == ["dark"])
            #expect(try journal.memory(ofProbe: "ups") == ["polls": "2"])

            runner.set(nil)
            let reason = "switched off in the settings"
            try await wait(until: ["dark": "not among what the settings name any more", "room": reason, "rack": reason])
            #expect(runner.cost == nil)

            runner.set(Supplies(seen: ["dark"]))
            try await wait(until: ["dark": "read", "room": reason, "rack": reason])
            #expect(runner.cost?.polls == 3)
            tasks.cancelAll()
        }
    }
}
