import Health
import Host
import Synchronization

/// Whether the mains are there, as far as the probes of one host know; what starts work of its own asks first.
package final class Mains: Sendable {
    private let isOnBattery = Mutex(false)

    package init() {}

    /// Takes in what the UPS probe saw.
    func note(_ supplies: [Observation]) {
        let onBattery = supplies.contains { $0[.onBattery] == 1 }
        isOnBattery.withLock { $0 = onBattery }
    }

    /// Whether a UPS, or this laptop, runs on its battery.
    func areAbsent(on host: any Host) -> Bool {
        guard !isOnBattery.withLock({ $0 }) else { return true }
        let folder = "/sys/class/power_supply"
        let adapters = ((try? host.list(folder)) ?? []).filter {
            host.textIfPresent("\(folder)/\($0)/type") == "Mains"
        }
        return !adapters.isEmpty
            && adapters.allSatisfy { host.textIfPresent("\(folder)/\($0)/online") == "0" }
    }
}
