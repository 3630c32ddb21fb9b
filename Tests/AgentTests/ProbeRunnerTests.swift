@testable import Agent
import Dispatch
import Health
import Host
@testable import Journal
import Logging
import NIOCore
import NIOPosix
import Probes
import ServiceManager
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ProbeRunnerTests {
    private let folder: TemporaryFolder
    private let journal: JournalKeeper
    private let monitor: Monitor
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = try TemporaryFolder()
        let now = FakeHost().now().time
        journal = try JournalKeeper(path: "\(folder.path)/journal.sqlite", now: { now }, log: log) { "journal-1" }
        monitor = Monitor(journal: journal, log: log)
    }

    private func runner(_ probe: any Probe, _ monitor: Monitor?, on threads: NIOThreadPool) throws -> ProbeRunner {
        let watchdog = Watchdog(
            manager: ServiceManager(environment: { _ in nil }, process: 0),
            group: .singleton,
            linkThread: .singleton,
            log: log
        )
        return try ProbeRunner(
            probe.name,
            probe: probe,
            host: FakeHost(),
            monitor: monitor ?? self.monitor,
            memory: [:],
            threads: threads,
            watchdog: watchdog,
            log: log
        )
    }

    /// Runs a runner on a thread of its own while `body` does.
    private func run(
        _ probe: any Probe,
        _ monitor: Monitor? = nil,
        _ body: (ProbeRunner) async throws -> Void
    ) async throws {
        let threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        let runner = try runner(probe, monitor, on: threads)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await runner.run() }
            try await body(runner)
            tasks.cancelAll()
        }
        try await threads.shutdownGracefully()
    }
}

// MARK: - A probe that is exchanged while its runner sleeps until the next hour

extension ProbeRunnerTests {
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

        func finish(_ host: any Host, memory: inout ProbeMemory) {
            memory["finished"] = (memory["finished"] ?? "") + (seen.first ?? "")
        }
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

    @Test
    func whatIsNotNamedAnyMoreIsNotWatchedAndItsConditionStands() async throws {
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        monitor.onChange { _, _ in change.yield() }
        func wait(until view: [String: String]) async {
            guard self.view != view else { return }
            for await _ in changes where self.view == view { return }
        }
        try await run(Supplies(seen: ["dark", "room"])) { runner in
            await wait(until: ["dark": "read", "room": "read"])
            runner.set(Supplies(seen: ["room", "rack"]))
            let dropped = "not among what the settings name any more"
            await wait(until: ["dark": dropped, "room": "read", "rack": "read"])
            #expect(monitor.conditions.map(\.name) == ["dark"])
            let memory = try journal.perform { try $0.memory(ofProbe: "ups") }
            #expect(memory == ["polls": "2", "finished": "dark"])

            runner.set(nil)
            let reason = "switched off in the settings"
            await wait(until: ["dark": dropped, "room": reason, "rack": reason])
            #expect(runner.cost == nil)

            runner.set(Supplies(seen: ["dark"]))
            await wait(until: ["dark": "read", "room": dropped, "rack": dropped])
        }
        // Each has set back what it had set: when another took its place, when it was switched off, and at the end.
        let memory = try journal.perform { try $0.memory(ofProbe: "ups") }
        #expect(memory == ["polls": "3", "finished": "darkroomdark"])
    }
}

// MARK: - Disks that come and go

extension ProbeRunnerTests {
    /// Sees what it is told, poll after poll, and says when a poll begins.
    private struct Script: Probe {
        let name = "disks"
        let polls: [[Observation]]
        let begun: AsyncStream<Int>.Continuation

        func interval(after observations: [Observation]) -> Double { 0 }

        func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
            let count = Int(memory["count"] ?? "") ?? 0
            memory["count"] = "\(count + 1)"
            begun.yield(count)
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

    /// Runs until the last poll of the script was judged: the one after it has begun.
    private func view(after polls: [[Observation]]) async throws -> (view: MonitorView, open: [ConditionKey]) {
        let (rounds, begun) = AsyncStream.makeStream(of: Int.self)
        try await run(Script(polls: polls, begun: begun)) { _ in
            for await count in rounds where count == polls.count { break }
        }
        return (monitor.view, monitor.conditions.map(\.key))
    }

    @Test
    func whatIsUnpluggedIsNotGoodAnyLongerAndWhatIsOpenStays() async throws {
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

    @Test
    func whatIsPluggedInAgainIsWatchedAgain() async throws {
        let (view, open) = try await view(after: [[Self.disk("OLD")], [], [Self.disk("OLD")]])
        #expect(view.observations.map(\.state) == [.read])
        #expect(open.map(\.description) == ["disk/OLD/disk.failing"])
    }
}

// MARK: - Before the first poll is over

extension ProbeRunnerTests {
    /// Fails as a whole once it may.
    private struct Broken: Probe {
        let name = "disks"
        let begun: AsyncStream<Void>.Continuation
        let end: DispatchSemaphore

        func interval(after observations: [Observation]) -> Double { 3600 }

        func poll(_ host: any Host, memory: inout ProbeMemory) throws(HostError) -> [Observation] {
            begun.yield()
            end.wait()
            throw HostError(.failed, "no list of disks")
        }
    }

    @Test
    func whatWasNeverReadIsNotReadYetAndThenNotWatched() async throws {
        let (polls, begun) = AsyncStream.makeStream(of: Void.self)
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        let end = DispatchSemaphore(value: 0)
        try await run(Broken(begun: begun, end: end)) { _ in
            for await _ in polls { break }
            #expect(monitor.view.observations.map(\.component) == [.whole(.disk)])
            #expect(monitor.view.observations.map(\.state) == [.notRead])
            monitor.onChange { _, _ in change.yield() }
            end.signal()
            for await _ in changes { break }
            #expect(monitor.view.observations.map(\.component) == [.whole(.disk)])
            #expect(monitor.view.observations.map(\.state) == [.notWatched("no list of disks")])
        }
    }

    @Test
    func aDiskThatIsGoneAtTheNextStartIsMissed() async throws {
        _ = try await view(after: [[Self.disk("OLD"), Self.disk("KEPT")]])
        let later = Monitor(journal: journal, log: log, seen: try journal.perform { try $0.seen() })
        #expect(later.view.observations.map(\.state) == [.notRead, .notRead])
        let (rounds, begun) = AsyncStream.makeStream(of: Int.self)
        try await run(Script(polls: [[Self.disk("KEPT")]], begun: begun), later) { _ in
            for await count in rounds where count == 1 { break }
        }
        let gone = "it is no longer there: unplugged, or failed altogether"
        #expect(later.view.observations.map(\.state) == [.notWatched(gone), .read])
        #expect(later.conditions.map(\.name) == ["Disk"])
    }
}
