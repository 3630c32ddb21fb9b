package import Health

/// Everything that was read of an NVMe controller, to be turned into readings.
package struct NVMeDisk: Sendable {
    package var identify: NVMeIdentify
    package var log: NVMeSmartLog
    /// nil when it was not read, as while no error was ever logged.
    package var errors: NVMeErrorLog?
    /// nil when the controller keeps none.
    package var selfTests: NVMeSelfTestLog?

    package init(
        identify: NVMeIdentify,
        log: NVMeSmartLog,
        errors: NVMeErrorLog? = nil,
        selfTests: NVMeSelfTestLog? = nil
    ) {
        self.identify = identify
        self.log = log
        self.errors = errors
        self.selfTests = selfTests
    }

    /// The readings; what the controller does not report is left out.
    ///
    /// A warning about the temperature alone is not a failing disk. `maximum` and `critical` are its own temperature limits.
    package func readings() -> [Reading] {
        var readings = [Reading(.failing, !log.warning.subtracting(.temperature).isEmpty)]
        readings.reserveCapacity(24)
        func add(_ quantity: Quantity, _ number: Double?) {
            if let number { readings.append(Reading(quantity, number)) }
        }
        if !log.warning.isEmpty { readings.append(Reading(.criticalWarning, .text(log.warning.words))) }
        add(.temperature, log.temperature)
        add(.maximum, identify.warningTemperature)
        add(.critical, identify.criticalTemperature)
        add(.availableSpare, log.availableSpare)
        add(.availableSpareThreshold, log.spareThreshold)
        add(.percentageUsed, log.percentageUsed)
        add(.mediaErrors, log.mediaErrors)
        add(.errorLogEntries, log.errorLogEntries)
        add(.deviceErrors, log.errorLogEntries == 0 ? 0 : errors.map { Double($0.deviceErrors.count) })
        if let error = errors?.deviceErrors.first { readings.append(Reading(.latestError, .text(error.status.words))) }
        if let selfTests {
            add(.failedSelfTests, Double(selfTests.failures.count))
            add(.failingAddress, selfTests.failures.lazy.compactMap(\.failingLBA).first.map { Double($0) })
            if let running = selfTests.running {
                readings.append(Reading(.selfTest, .text("running, \(running.done) % done")))
            }
        }
        add(.powerOnHours, log.powerOnHours)
        add(.powerCycles, log.powerCycles)
        add(.unsafeShutdowns, log.unsafeShutdowns)
        add(.dataWritten, log.dataWritten)
        add(.dataRead, log.dataRead)
        add(.capacity, identify.capacity)
        return readings
    }
}

extension NVMeSmartLog.Warning {
    /// The set bits in words, for a technician.
    package var words: String {
        let names: [(NVMeSmartLog.Warning, String)] = [
            (.spare, "spare below its threshold"),
            (.temperature, "temperature beyond a threshold"),
            (.reliability, "reliability degraded"),
            (.readOnly, "read-only"),
            (.volatileBackup, "backup of volatile memory failed"),
            (.persistentMemory, "persistent memory unreliable"),
        ]
        let known = names.filter { contains($0.0) }.map(\.1)
        return (rawValue & 0xC0 == 0 ? known : known + ["unknown warning"]).joined(separator: ", ")
    }
}

extension Quantity {
    /// What an NVMe controller warns of, in words.
    package static let criticalWarning = Quantity("critical-warning", .text)
    /// Entries of the error log since the controller was made, harmless ones included.
    package static let errorLogEntries = Quantity("error-log-entries")
    package static let unsafeShutdowns = Quantity("unsafe-shutdowns")
    /// What the newest error was that the disk itself made.
    package static let latestError = Quantity("latest-error", .text)
}
