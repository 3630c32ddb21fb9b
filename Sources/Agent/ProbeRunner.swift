package import Health
package import Host
package import Logging
package import NIOPosix
package import Probes
import ServiceLifecycle
import Synchronization

/// Polls one probe for as long as the agent runs, on a thread of its own, and keeps account of what that costs.
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
    private let probe: any Probe
    private let host: any Host
    private let monitor: Monitor
    private let threads: NIOThreadPool
    private let log: Logger
    private let state: Mutex<(cost: Cost, memory: ProbeMemory, seen: [Observation])>

    package init(
        _ probe: any Probe,
        host: any Host,
        monitor: Monitor,
        memory: ProbeMemory,
        threads: NIOThreadPool,
        log: Logger
    ) {
        self.name = probe.name
        self.probe = probe
        self.host = host
        self.monitor = monitor
        self.threads = threads
        self.log = log
        self.state = Mutex((Cost(), memory, []))
    }

    package var cost: Cost { state.withLock { $0.cost } }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                do {
                    guard let interval = await intervalAfterPoll() else { return }
                    try await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))
                } catch {
                    return
                }
            }
        }
    }

    /// Polls once on a thread; nil when the agent ends meanwhile, and the poll, which may hang, is left to itself.
    private func intervalAfterPoll() async -> Double? {
        let (intervals, interval) = AsyncStream.makeStream(of: Double.self)
        threads.submit { state in
            if state == .active { interval.yield(self.poll()) }
            interval.finish()
        }
        return await intervals.first { _ in true }
    }

    /// Polls once and returns the seconds until the next poll.
    private func poll() -> Double {
        let (before, seen) = state.withLock { state in
            state.cost.isRunning = true
            return (state.memory, state.seen)
        }
        var memory = before
        let started = host.now()
        let processor = ProcessorTime.ofThread()
        var observations: [Observation] = []
        var gone: [Observation] = []
        var failure: String?
        do throws(HostError) {
            observations = try probe.poll(host, memory: &memory)
            gone = Self.gone(seen, without: observations)
        } catch {
            failure = error.message
            // What it saw before is there still, as far as anyone knows, but nobody watches it now.
            observations = seen.map { $0.missed(error.message) }
            log.warning("a probe failed", metadata: ["probe": "\(name)", "reason": "\(error.message)"])
        }
        let now = host.now()
        monitor.take(observations + gone, memory: memory == before ? nil : (name, memory), at: now)
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
        return seen.compactMap { observation in
            if case .notApplicable = observation.state { return nil }
            let isThere = present.contains(observation.component)
            return isThere ? nil : observation.missed("it is no longer there: unplugged, or failed altogether")
        }
    }
}

extension Observation {
    /// The same component when nobody watches it any more.
    fileprivate func missed(_ reason: String) -> Observation {
        var missed = self
        missed.state = .notWatched(reason)
        missed.readings = []
        return missed
    }
}
