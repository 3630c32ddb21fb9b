import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import ServiceManager
import Synchronization

/// Feeds the service manager's watchdog for as long as schedules and link make progress.
///
/// Twice within the manager's limit the event loop wakes, has the link's thread turn, and that one feeds when every promise is kept: a
/// stuck loop or thread starves the watchdog by itself. A probe that hangs on hardware has promised nothing, and a journal's file
/// that hangs is left for memory.
package final class Watchdog: Service {
    private let manager: ServiceManager
    private let group: MultiThreadedEventLoopGroup
    private let linkThread: NIOThreadPool
    private let log: Logger
    private let progress = Mutex(Progress())

    init(
        manager: ServiceManager,
        group: MultiThreadedEventLoopGroup,
        linkThread: NIOThreadPool,
        log: Logger
    ) {
        self.manager = manager
        self.group = group
        self.linkThread = linkThread
        self.log = log
    }

    private static var now: Double { Double(NIODeadline.now().uptimeNanoseconds) / 1e9 }

    /// A part was heard, and will be again within so many seconds.
    func promise(_ part: Progress.Part, within seconds: Double) {
        progress.withLock { $0.promise(part, by: Self.now + seconds) }
    }

    /// A part promises nothing until it is heard again.
    func release(_ part: Progress.Part) {
        progress.withLock { $0.release(part) }
    }

    package func run() async throws {
        guard let limit = manager.watchdogLimit else { return try await gracefulShutdown() }
        let interval = TimeAmount.nanoseconds(Int64(min(limit / 2, 86_400) * 1e9))
        let rounds = group.next().scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in
            self.linkThread.submit { state in
                if state == .active { self.feed() }
            }
        }
        defer { rounds.cancel() }
        try await gracefulShutdown()
    }

    /// Called on the link's thread.
    private func feed() {
        let stuck = progress.withLock { $0.stuck(at: Self.now) }
        guard stuck.isEmpty else {
            return log.critical(
                "the watchdog is not fed",
                metadata: ["stuck": "\(stuck.map(\.description).joined(separator: ", "))"]
            )
        }
        manager.notify(.watchdog)
    }
}
