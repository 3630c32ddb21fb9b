package import Health
package import Host
package import Logging
package import NIOPosix
package import Probes
import ServiceLifecycle
import Settings
import Synchronization

/// Polls one probe for as long as the agent runs and the settings want it, on a thread of its own, and keeps account of what that
/// costs.
package final class ProbeRunner: Service {
    /// What `vigie status` shows of a probe.
    package struct Cost: Sendable {
        package var polls: UInt64 = 0
        package var lastAt: Timestamp?
        /// Seconds that the last poll took, and seconds of processor time that all of them took.
        package var lastDuration = 0.0
        package var processorTime = 0.0
        package var isRunning = false
        /// Why the last poll failed as a whole.
        package var failure: String?
        package var watched = 0
        package var notWatched = 0
    }

    package let name: String
    /// The kind of all that it watches; nil of a probe that no registry names.
    private let kind: Component.Kind?
    private let host: any Host
    private let monitor: Monitor
    private let threads: NIOThreadPool
    private let watchdog: Watchdog
    private let log: Logger
    private let bell: Bell
    private let state: Mutex<State>

    private struct State {
        /// Nil while the probe is switched off.
        var probe: (any Probe)?
        /// Whether it takes the place of another, which saw `seen`, and has not polled yet.
        var isNew = false
        /// The one whose place it takes, until that has set back what it has set.
        var replaced: (any Probe)?
        var cost = Cost()
        var memory: ProbeMemory
        var seen: [Observation] = []
        var isEnding = false
    }

    /// A runner for the probe of this name; `probe` is nil while it is switched off.
    package init(
        _ name: String,
        probe: (any Probe)?,
        host: any Host,
        monitor: Monitor,
        memory: ProbeMemory,
        threads: NIOThreadPool,
        watchdog: Watchdog,
        log: Logger
    ) throws(HostError) {
        self.bell = try Bell()
        self.name = name
        self.host = host
        self.monitor = monitor
        self.threads = threads
        self.watchdog = watchdog
        self.log = log
        self.kind = ProbeRegistry.kind(ofProbe: name)
        self.state = Mutex(State(probe: probe, memory: memory))
        expect(isWatched: probe != nil)
    }

    /// Nil while the probe is switched off.
    package var cost: Cost? { state.withLock { $0.probe == nil ? nil : $0.cost } }

    /// Puts a probe in the place of the one that was polled until now, to be polled at once; nil switches it off.
    func set(_ probe: (any Probe)?) {
        state.withLock { state in
            state.replaced = state.replaced ?? state.probe
            state.probe = probe
            state.isNew = true
        }
        expect(isWatched: probe != nil)
        bell.ring()
    }

    /// Has reports say what waits to be read, for as long as that takes; and of what nobody waits for, that it is switched off.
    private func expect(isWatched: Bool) {
        guard let kind else { return }
        let waiting = monitor.expect(kind, isWatched: isWatched, at: host.now().time)
        state.withLock { state in
            let seen = Set(state.seen.map(\.component))
            state.seen += waiting.filter { !seen.contains($0.component) }
        }
    }

    package func run() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        await cancelWhenGracefulShutdown { [self] in
            await withTaskCancellationHandler {
                await threads.result {
                    self.pollUntilEnd()
                    end.finish()
                }
            } onCancel: {
                state.withLock { $0.isEnding = true }
                bell.ring()
            }
        }
        // What the probe has set is being set back; a poll that hangs when the agent ends is left to itself.
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { for await _ in ends {} }
            tasks.addTask { try? await Task.sleep(for: Self.patienceAtEnd) }
            await tasks.next()
            tasks.cancelAll()
        }
    }

    private static let patienceAtEnd = Duration.seconds(1)

    /// Called on a thread of its own, which sleeps by itself between polls: each poll wakes nobody else.
    private func pollUntilEnd() {
        var events: DeviceEvents?
        while !state.withLock({ $0.isEnding }) {
            // Before the poll, so that nothing comes unnoticed after it.
            let subsystems = state.withLock { $0.probe?.subsystems ?? [] }
            events = subsystems.isEmpty ? nil : events ?? host.events(of: subsystems)
            bell.waitForRing(within: poll(), or: events)
        }
        for probe in state.withLock({ [$0.replaced, $0.probe] }) { finish(probe) }
        monitor.keep(at: host.now())
    }

    /// Has a probe set back what it has set; the memory of that is stored, so that nothing is set back twice.
    private func finish(_ probe: (any Probe)?) {
        let before = state.withLock { $0.memory }
        var memory = before
        probe?.finish(host, memory: &memory)
        guard memory.durable != before.durable else { return }
        monitor.take([], memory: (name, memory.durable), at: host.now())
        state.withLock { $0.memory = memory }
    }

    private var schedule: Progress.Part { .schedule(ofProbe: name) }

    /// Polls once where the probe is switched on, and returns the seconds until the next poll.
    private func poll() -> Double {
        watchdog.release(schedule)
        let (probe, seen, isNew, replaced) = state.withLock { state in
            defer { (state.isNew, state.replaced) = (false, nil) }
            return (state.probe, state.seen, state.isNew, state.replaced)
        }
        if let replaced { finish(replaced) }
        guard let probe else {
            monitor.take(seen.map { $0.missed(Reason.switchedOff.text) }, memory: nil, at: host.now())
            state.withLock { state in
                // Another that has come meanwhile says what became of it.
                if !state.isNew { state.seen = [] }
            }
            return .infinity
        }
        // A UPS that is named is seen by its probe, there or not: another was dropped from the settings before the agent started.
        let isFirst = state.withLock { $0.cost.polls == 0 }
        let absence = (isNew || isFirst && kind == .ups ? Reason.notNamed : .goneComponent).text
        let interval = poll(probe, seen: seen, absence: absence)
        watchdog.promise(schedule, within: interval)
        return interval
    }

    /// Polls a probe; `seen` is what the last poll saw, and `absence` says why some of it is not seen any more.
    private func poll(_ probe: any Probe, seen: [Observation], absence: String) -> Double {
        let before = state.withLock { state in
            state.cost.isRunning = true
            return state.memory
        }
        var memory = before
        let started = host.now()
        let processor = ProcessorTime.ofThread()
        var observations: [Observation] = []
        var gone: [Observation] = []
        var failure: String?
        do throws(HostError) {
            observations = try probe.poll(host, memory: &memory)
            gone = Self.gone(seen, without: observations).map { $0.missed(absence) }
        } catch {
            failure = error.message
            // What it saw before is there still, as far as anyone knows, but nobody watches it now.
            observations = seen.map { $0.missed(error.message) }
            log.warning("a probe failed", metadata: ["probe": "\(name)", "reason": "\(error.message)"])
        }
        let now = host.now()
        let durable = memory.durable
        monitor.take(observations + gone, memory: durable == before.durable ? nil : (name, durable), at: now)
        state.withLock { state in
            state.memory = memory
            state.seen = observations
            state.cost.polls += 1
            state.cost.isRunning = false
            state.cost.lastAt = now.time
            state.cost.lastDuration = max(0, now.uptime - started.uptime)
            state.cost.processorTime += ProcessorTime.ofThread() - processor
            state.cost.failure = failure
            state.cost.watched = observations.count { $0.state == .read }
            state.cost.notWatched = observations.count { if case .notWatched = $0.state { true } else { false } }
        }
        return max(probe.interval(after: observations), 1)
    }

    /// What was seen and is there no more, said once: what the desk holds open on it stays, and it must not pass for good.
    private static func gone(_ seen: [Observation], without observations: [Observation]) -> [Observation] {
        let present = Set(observations.map(\.component))
        return seen.filter { observation in
            if case .notApplicable = observation.state { return false }
            return !observation.component.isWhole && !present.contains(observation.component)
        }
    }
}

extension [ProbeRunner] {
    /// Puts the probes of a configuration in the place of those that are polled now.
    func set(_ configuration: Configuration, mains: Mains) {
        let probes = ProbeRegistry.probes(configuration, mains: mains)
        for runner in self { runner.set(probes.first { $0.name == runner.name }) }
    }
}

extension Observation {
    /// The same component, which cannot be read now.
    fileprivate func missed(_ reason: String) -> Observation {
        var missed = self
        missed.state = .notWatched(reason)
        missed.readings = []
        return missed
    }
}
