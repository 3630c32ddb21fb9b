import Logging
import NIOPosix
import ServiceLifecycle
import ServiceManager
import UnixSignals

/// Reads the settings anew at each SIGHUP.
struct Reload: Service {
    /// Made before anybody can know that this program is ready for them: an untrapped SIGHUP ends it.
    let hangups: UnixSignalsSequence
    let manager: ServiceManager
    let threads: NIOThreadPool
    let log: Logger
    /// Reads the settings and takes them where they are right; it blocks.
    let take: @Sendable () -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in hangups {
                manager.notify(.reloading)
                await threads.result { take() }
                manager.notify(.ready)
            }
        }
    }
}
