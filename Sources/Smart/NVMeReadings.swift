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
        add(.criticalWarningBits, Double(log.warning.rawValue))
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
        if let errors = Reading(errors: errors?.entries.map(\.text) ?? []) { readings.append(errors) }
        if let selfTests {
            add(.failedSelfTests, Double(selfTests.failures.count))
            add(.failingAddress, selfTests.failures.lazy.compactMap(\.failingLBA).first.map { Double($0) })
            if let tests = selfTests.records.reading { readings.append(tests) }
            if let running = selfTests.running {
                readings.append(Reading(.selfTest, .text("running")))
                add(.selfTestRemaining, Double(100 - running.done))
            }
        }
        add(.powerOnHours, log.powerOnHours)
        add(.powerCycles, log.powerCycles)
        add(.unsafeShutdowns, log.unsafeShutdowns)
        add(.dataWritten, log.dataWritten)
        add(.dataRead, log.dataRead)
        add(.hostReads, log.hostReads)
        add(.hostWrites, log.hostWrites)
        add(.busyTime, log.busyTime)
        add(.warningTemperatureTime, log.warningTemperatureTime)
        add(.criticalTemperatureTime, log.criticalTemperatureTime)
        for (index, sensor) in log.sensors.enumerated() { add(.temperatureSensor(index + 1), sensor) }
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
    /// The same as the controller sends it: a number whose bits are warnings.
    package static let criticalWarningBits = Quantity("critical-warning-bits")
    /// Commands that the host sent.
    package static let hostReads = Quantity("host-reads")
    package static let hostWrites = Quantity("host-writes")
    /// Minutes for which the controller was busy, and for which it was above its two temperature limits.
    package static let busyTime = Quantity("busy-minutes")
    package static let warningTemperatureTime = Quantity("warning-temperature-minutes")
    package static let criticalTemperatureTime = Quantity("critical-temperature-minutes")
    /// One of up to eight sensors, counted from 1.
    package static func temperatureSensor(_ number: Int) -> Quantity {
        Quantity("temperature-sensor-\(number)", .celsius)
    }
    /// Entries of the error log since the controller was made, harmless ones included.
    package static let errorLogEntries = Quantity("error-log-entries")
    package static let unsafeShutdowns = Quantity("unsafe-shutdowns")
    /// The newest errors of the disk's log.
    package static let errors = Quantity("errors", .text)
}

extension Reading {
    /// All in words, newest first; nil where there is none.
    init?(errors: [String]) {
        guard !errors.isEmpty else { return nil }
        self.init(.errors, .text(errors.joined(separator: "; ")))
    }
}
