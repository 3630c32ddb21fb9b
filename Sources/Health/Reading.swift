/// What is measured, with the unit it is measured in.
///
/// The name is part of every `--json` and stable.
package struct Quantity: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let unit: Unit

    package init(_ name: String, _ unit: Unit = .count) {
        self.name = name
        self.unit = unit
    }

    package var description: String { name }
}

/// The unit of a quantity; the raw value is what JSON and the wire carry.
package enum Unit: String, Hashable, Sendable {
    /// A plain number: sectors, errors, packages.
    case count = ""
    /// A yes (1) or no (0).
    case flag
    /// Words, not a number.
    case text
    case percent = "%"
    case celsius = "°C"
    case seconds = "s"
    case hours = "h"
    case days = "d"
    case bytes = "B"
    case volts = "V"
}

/// A measured value: a number in the quantity's unit, or words as the device gave them.
package enum Value: Hashable, Sendable {
    case number(Double)
    case text(String)

    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}

/// One value of one quantity of a component, as it was read.
package struct Reading: Hashable, Sendable {
    /// A vendor's own scale beside the value (an ATA attribute): `current` and `worst` count down towards `threshold`.
    package struct Scale: Hashable, Sendable {
        package var current: Int
        package var worst: Int
        /// The value at which the vendor calls the attribute failed; nil when the disk gave none.
        package var threshold: Int?
        /// The raw bytes as one number, before they were taken apart; nil where they were not kept.
        package var raw: UInt64?
        /// The attribute's flags; bit 0 says that it foretells a failure (facts/disks.md section 3).
        package var flags: UInt16?

        /// What smartctl calls the attribute; nil where nobody has a name for it.
        package var name: String?
        /// The raw bytes as smartctl prints them; nil where they were not kept.
        package var text: String?

        package init(
            current: Int,
            worst: Int,
            threshold: Int?,
            raw: UInt64? = nil,
            flags: UInt16? = nil,
            name: String? = nil,
            text: String? = nil
        ) {
            self.current = current
            self.worst = worst
            self.threshold = threshold
            self.raw = raw
            self.flags = flags
            self.name = name
            self.text = text
        }
    }

    package var quantity: Quantity
    package var value: Value
    package var scale: Scale?

    package init(_ quantity: Quantity, _ value: Value, scale: Scale? = nil) {
        self.quantity = quantity
        self.value = value
        self.scale = scale
    }

    package init(_ quantity: Quantity, _ number: Double) {
        self.init(quantity, .number(number))
    }

    package init(_ quantity: Quantity, _ isSo: Bool) {
        self.init(quantity, .number(isSo ? 1 : 0))
    }
}

extension Quantity {
    // Disks
    /// The disk itself, or a pre-failure attribute at its threshold, says that it fails.
    package static let failing = Quantity("failing", .flag)
    package static let temperature = Quantity("temperature", .celsius)
    package static let reallocatedSectors = Quantity("reallocated-sectors")
    package static let pendingSectors = Quantity("pending-sectors")
    /// Sectors that offline tests could not read (ATA attribute 198).
    package static let uncorrectableSectors = Quantity("uncorrectable-sectors")
    /// Reads that the disk reported as failed (ATA attribute 187).
    package static let reportedUncorrectable = Quantity("reported-uncorrectable")
    /// Attempts to spin up that had to be repeated (ATA attribute 10).
    package static let spinRetries = Quantity("spin-retries")
    /// Data that changed between the disk's own buffers and its media (ATA attribute 184).
    package static let endToEndErrors = Quantity("end-to-end-errors")
    /// Transfers between disk and controller that were damaged on the way, since the disk was made.
    package static let interfaceErrors = Quantity("interface-errors")
    /// Those of the last seven days.
    package static let interfaceErrorsAdded = Quantity("interface-errors-added")
    /// Self-tests that failed and that no later complete one has made good.
    package static let failedSelfTests = Quantity("failed-self-tests")
    /// The first sector that the newest failed self-test could not read.
    package static let failingAddress = Quantity("failing-lba")
    /// Errors of the disk itself among the newest of NVMe's error log, in contrast to commands that it rightly refused.
    package static let deviceErrors = Quantity("device-errors")
    /// Reads, writes and verifications that a SCSI disk gave up.
    package static let uncorrectedErrors = Quantity("uncorrected-errors")
    /// Blocks that an eMMC held in reserve and has used, in steps.
    package static let reservedBlocksUsed = Quantity("reserved-blocks-used", .percent)
    /// Days until the endurance is used up, or the spare blocks, if it goes on as so far on this host.
    package static let wearDaysLeft = Quantity("wear-days-left", .days)
    package static let spareDaysLeft = Quantity("spare-days-left", .days)
    /// Commands to a disk that the kernel saw fail in ten minutes, beyond what is usual for this disk.
    package static let ioErrorsAdded = Quantity("io-errors-added")
    /// NVMe media and data integrity errors.
    package static let mediaErrors = Quantity("media-errors")
    /// Endurance used; may exceed 100 %.
    package static let percentageUsed = Quantity("percentage-used", .percent)
    package static let availableSpare = Quantity("available-spare", .percent)
    package static let availableSpareThreshold = Quantity("available-spare-threshold", .percent)
    package static let powerOnHours = Quantity("power-on-hours", .hours)
    package static let powerCycles = Quantity("power-cycles")
    package static let dataRead = Quantity("data-read", .bytes)
    package static let dataWritten = Quantity("data-written", .bytes)
    package static let capacity = Quantity("capacity", .bytes)

    /// The most at which the maker lets the disk work, where no sensor of the kernel's judges it.
    package static let temperatureLimit = Quantity("temperature-limit", .celsius)

    // Temperatures
    /// The chip's own limit above which it is too warm (`tempN_max`).
    package static let maximum = Quantity("maximum", .celsius)
    /// The chip's own limit at which it is in danger (`tempN_crit`).
    package static let critical = Quantity("critical", .celsius)

    // Disks and UPS
    /// Whether a disk that was asked answered, be it with an error; whether the UPS server answers with fresh data.
    package static let answering = Quantity("answering", .flag)

    // UPS
    package static let status = Quantity("status", .text)
    /// What the device told that cannot be, and what it said.
    package static let refused = Quantity("refused", .text)
    package static let onBattery = Quantity("on-battery", .flag)
    package static let lowBattery = Quantity("low-battery", .flag)
    package static let replaceBattery = Quantity("replace-battery", .flag)
    package static let batteryCharge = Quantity("battery-charge", .percent)
    package static let batteryRuntime = Quantity("battery-runtime", .seconds)
    package static let load = Quantity("load", .percent)
    package static let inputVoltage = Quantity("input-voltage", .volts)

    // Updates
    package static let pendingUpdates = Quantity("pending-updates")
    package static let securityUpdates = Quantity("security-updates")
    /// Days since the oldest pending security update was first seen here.
    package static let securityUpdatesAge = Quantity("security-updates-age", .days)
    package static let rebootRequired = Quantity("reboot-required", .flag)
    package static let rebootPendingAge = Quantity("reboot-pending-age", .days)
    package static let listsAge = Quantity("lists-age", .days)
    /// Whether there are no package lists at all, so that nobody knows what is missing.
    package static let listsMissing = Quantity("lists-missing", .flag)
}
