@testable import Agent
import Health
import Host
@testable import Journal
import Logging
import Probes
import NIOPosix
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProbeRunnerTests {
    /// A probe that sees what it is told, poll after poll, and the last of it for ever.
    private struct Script: Probe {
        let name = "script"
        let polls: [[Observation]]

        func interval(after observations: [Observation]) -> Double { 0 }

        func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
            let count = Int(memory["count"] ?? "") ?? 0
            memory["count"] = "\(count + 1)"
            return polls[min(count, polls.count - 1)]
        }
    }

    private static func disk(_ serial: String, _ state: Observation.State = .read) -> Observation {
        Observation(
            Component(.disk, serial),
            name: "Disk",
            state: state,
            readings: [Reading(.failing, serial == "OLD")],
            readAt: Timestamp(milliseconds: 0)
        )
    }

    /// Runs until the probe has polled often enough for the last of the script to be judged.
    private func view(after polls: [[Observation]]) async throws -> (view: Monitor.View, open: [ConditionKey]) {
        let folder = try TemporaryFolder()
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let journal = try Journal(path: "\(folder.path)/journal.sqlite", now: Timestamp(milliseconds: 0)) { "journal" }
        let monitor = try Monitor(journal: journal, log: log)
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let runner = ProbeRunner(
            Script(polls: polls),
            host: FakeHost(),
            monitor: monitor,
            memory: [:],
            threads: threads,
            log: log
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await runner.run() }
            while runner.cost.polls < polls.count { try await Task.sleep(for: .milliseconds(20)) }
            group.cancelAll()
        }
        try await threads.shutdownGracefully()
        return (monitor.view, monitor.conditions.map(\.key))
    }

    @Test func whatIsUnpluggedIsNotGoodAnyLongerAndWhatIsOpenStays() async throws {
        let virtual = Self.disk("VIRTUAL", .notApplicable("a virtual disk"))
        let (view, open) = try await view(after: [
            [Self.disk("OLD"), Self.disk("KEPT"), virtual], [Self.disk("KEPT"), Self.disk("NEW")],
        ])
        let reason = "it is no longer there: unplugged, or failed altogether"
        #expect(view.observations.map(\.component.id) == ["OLD", "KEPT", "VIRTUAL", "NEW"])
        #expect(view.observations.map(\.state) == [.notWatched(reason), .read, virtual.state, .read])
        #expect(view.observations.first?.readings == [])
        #expect(open.map(\.description) == ["disk/OLD/disk.failing"])
    }

    @Test func whatIsPluggedInAgainIsWatchedAgain() async throws {
        let (view, open) = try await view(after: [[Self.disk("OLD")], [], [Self.disk("OLD")]])
        #expect(view.observations.map(\.state) == [.read])
        #expect(open.map(\.description) == ["disk/OLD/disk.failing"])
    }
}
