import ServiceLifecycle
import ServiceManager

/// Tells the service manager that the desk is alive, for as long as it is, and that it stops.
struct Supervision: Service {
    let manager: ServiceManager
    /// Returns when all that a desk must do has been done once.
    let turn: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let limit = manager.watchdogLimit else { return await rest() }
            repeat {
                await turn()
                manager.notify(.watchdog)
            } while (try? await Task.sleep(for: .seconds(limit / 2))) != nil
        }
        manager.notify(.stopping)
    }

    private func rest() async { try? await gracefulShutdown() }
}
