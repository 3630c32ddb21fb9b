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
    ///
    /// A laptop need not show an adapter, as one that is charged by USB; a battery of a mouse says that it is a device's
    /// (Documentation/ABI/testing/sysfs-class-power).
    func areAbsent(on host: any Host) -> Bool {
        guard !isOnBattery.withLock({ $0 }) else { return true }
        let folder = "/sys/class/power_supply"
        let supplies = ((try? host.list(folder)) ?? []).filter {
            host.textIfPresent("\(folder)/\($0)/scope") != "Device"
        }
        func all(_ type: String, _ file: String) -> [String?] {
            supplies.filter { host.textIfPresent("\(folder)/\($0)/type") == type }
                .map { host.textIfPresent("\(folder)/\($0)/\(file)") }
        }
        let adapters = all("Mains", "online")
        return all("Battery", "status").contains("Discharging")
            || (!adapters.isEmpty && adapters.allSatisfy { $0 == "0" })
    }
}
