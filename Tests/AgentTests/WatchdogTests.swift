@testable import Agent
import Dispatch
import Logging
import NIOCore
import NIOPosix
import ServiceManager
import TestSupport
import Testing

/// The watchdog with a real event loop, a real link's thread and a real notify socket.
@Suite(.serialized, .timeLimit(.minutes(5)))
final class WatchdogTests {
    private let socket = NotifySocket(in: nil)
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let watchdog: Watchdog

    /// A manager that wants to hear five times a second.
    init() {
        let environment = ["NOTIFY_SOCKET": socket.address, "WATCHDOG_USEC": "200000"]
        thread.start()
        watchdog = Watchdog(
            manager: ServiceManager(environment: { environment[$0] }, process: 0),
            group: group,
            linkThread: thread,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    deinit {
        thread.shutdownGracefully { _ in }
        group.shutdownGracefully { _ in }
    }

    /// Waits until the watchdog is fed.
    private func untilFed() async throws {
        let end = ContinuousClock.now + .seconds(20)
        while !socket.news.contains("WATCHDOG=1") {
            try #require(ContinuousClock.now < end, "not fed")
            try await Task.sleep(for: .milliseconds(10))
        }
        socket.forget()
    }

    /// Whether it is fed within three times what the manager waits for.
    private func isFed() async throws -> Bool {
        socket.forget()
        try await Task.sleep(for: .milliseconds(600))
        return socket.news.contains("WATCHDOG=1")
    }

    private func whileItRuns(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { [watchdog] in try await watchdog.run() }
            try await untilFed()
            try await body()
            tasks.cancelAll()
        }
    }

    @Test
    func aStuckJournalStarvesIt() async throws {
        let release = DispatchSemaphore(value: 0)
        try await whileItRuns {
            thread.submit { _ in release.wait() }
            #expect(try await !isFed())
            release.signal()
            try await untilFed()
        }
    }

    @Test
    func aStuckEventLoopStarvesIt() async throws {
        let release = DispatchSemaphore(value: 0)
        try await whileItRuns {
            group.next().execute { release.wait() }
            #expect(try await !isFed())
            release.signal()
            try await untilFed()
        }
    }

    @Test(arguments: [.link, .schedule(ofProbe: "disks")] as [Progress.Part])
    func aBrokenPromiseStarvesItUntilTheNextOne(_ part: Progress.Part) async throws {
        try await whileItRuns {
            watchdog.promise(part, within: -Progress.patience - 1)
            #expect(try await !isFed())
            watchdog.promise(part, within: 3600)
            try await untilFed()
            watchdog.promise(part, within: -Progress.patience - 1)
            watchdog.release(part)
            #expect(try await isFed())
        }
    }
}
