import Glibc
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import ServiceManager

/// Tells the service manager that the agent stops, and ends the process when its services have not ended soon after a signal.
///
/// What must survive is on stable storage at any time, so that nothing is worth a longer wait: not a desk whose name takes half a
/// minute to resolve.
struct ShutdownDeadline: Service {
    private static let patience = TimeAmount.milliseconds(1500)

    let manager: ServiceManager
    let group: MultiThreadedEventLoopGroup
    let log: Logger

    func run() async throws {
        try await gracefulShutdown()
        manager.notify(.stopping)
        group.next().scheduleTask(in: Self.patience) { [log] in
            log.notice("stopped, without waiting any longer for what was under way")
            _exit(0)
        }
    }
}
