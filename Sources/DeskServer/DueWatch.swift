import Desk
import Logging
import ServiceLifecycle

/// Wakes tickets that waited until now, and notes which clocks are near or past their target.
struct DueWatch: Service {
    let store: any QueueStore
    /// Seconds between two looks.
    let interval: Double
    let clock: WallClock
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(interval), tolerance: .seconds(interval / 10))) != nil {
                await look()
            }
        }
    }

    /// Does all that is due by a clock that can be believed; more than fits into one transaction takes several.
    func look() async {
        do {
            while let now = clock.time(), !(try await store.performDue(at: now)).isEmpty { await Task.yield() }
        } catch {
            log.error("it could not be seen what is due", metadata: ["reason": "\(error)"])
        }
    }
}
