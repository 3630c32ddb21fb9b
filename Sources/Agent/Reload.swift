import Logging
import NIOPosix
import ServiceLifecycle
import ServiceManager
import Settings
import UnixSignals

/// Reads the settings anew at each SIGHUP; wrong ones are named, and the old ones stay in force.
struct Reload: Service {
    /// Made before anybody can know that this program is ready for them: an untrapped SIGHUP ends it.
    let hangups: UnixSignalsSequence
    let manager: ServiceManager
    let threads: NIOThreadPool
    let log: Logger
    /// Reads the settings; it blocks.
    let load: @Sendable () throws -> Configuration
    let apply: @Sendable (Configuration) -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in hangups { await reload() }
        }
    }

    private func reload() async {
        manager.notify(.reloading)
        do {
            apply(try await threads.runIfActive { try load() })
            log.notice("the settings were read anew")
        } catch {
            let mistakes = (error as? SettingsErrors)?.errors.map(\.description) ?? ["\(error)"]
            for mistake in mistakes {
                log.error("wrong settings; the old ones stay in force", metadata: ["mistake": "\(mistake)"])
            }
        }
        manager.notify(.ready)
    }
}
