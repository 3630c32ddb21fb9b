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
                    // When the agent ends meanwhile, the poll, which may hang, is left to itself.
                    guard let interval = await threads.result({ self.poll() }) else { return }
                    try await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))
                } catch {
                    return
                }
            }
        }
    }

    /// Polls once and returns the seconds until the next poll.
    private func poll() -> Double {
        var memory = state.withLock { state in
            state.cost.isRunning = true
            return state.memory
        }
        let before = memory
        let started = host.now()
        let processor = ProcessorTime.ofThread()
        var observations: [Observation] = []
        var failure: String?
        do throws(HostError) {
            observations = try probe.poll(host, memory: &memory)
        } catch {
            failure = error.message
            // What it saw before is there still, as far as anyone knows, but nobody watches it now.
            observations = state.withLock { $0.seen }.map { seen in
                var missed = seen
                missed.state = .notWatched(error.message)
                missed.readings = []
                return missed
            }
            log.warning("a probe failed", metadata: ["probe": "\(name)", "reason": "\(error.message)"])
        }
        let now = host.now()
        monitor.take(observations, memory: memory == before ? nil : (name, memory), at: now)
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
}
