package import Health

/// Everything that was read of a SCSI disk, to be turned into readings; nil for what it does not keep.
package struct SCSIDisk: Sendable {
    package var exceptions: SCSIExceptions?
    package var control: SCSIExceptionsControl?
    /// REQUEST SENSE, for disks that give their notice there (MRIE 6).
    package var sense: SCSISense?
    package var temperature: SCSITemperature?
    package var writes: SCSIErrorCounters?
    package var reads: SCSIErrorCounters?
    package var verifications: SCSIErrorCounters?
    /// Log page 06h: errors of the disk that are none of its media.
    package var nonMediumErrors: Double?
    package var grownDefects: SCSIGrownDefects?
    package var selfTests: SCSISelfTestLog?
    package var percentageUsed: Double?
    package var powerOnHours: Double?
    package var startStops: SCSIStartStops?
    /// Bytes.
    package var capacity: Double?

    package init() {}

    /// Whether the disk tells anything of its health.
    package var isWatched: Bool {
        failing != nil || exceptions != nil || reads != nil || writes != nil || grownDefects != nil
            || percentageUsed != nil
            || selfTests != nil
    }

    /// The readings; what the disk does not report is left out.
    package func readings() -> [Reading] {
        var readings: [Reading] = []
        func add(_ quantity: Quantity, _ number: Double?) {
            if let number { readings.append(Reading(quantity, number)) }
        }
        add(.failing, failing.map { $0 ? 1 : 0 })
        if let words = notices.lazy.compactMap(\.words).first ?? (control?.isOff == true ? "switched off" : nil) {
            readings.append(Reading(.notice, .text(words)))
        }
        add(.temperature, temperature?.current ?? exceptions?.temperature)
        add(.maximum, temperature?.limit)
        add(.uncorrectedErrors, uncorrected)
        add(.reallocatedSectors, grownDefects?.count)
        add(Quantity("non-medium-errors"), nonMediumErrors)
        add(.failedSelfTests, selfTests.map { Double($0.failures.count) })
        if let tests = selfTests?.records.reading { readings.append(tests) }
        add(.failingAddress, selfTests?.failures.lazy.compactMap(\.failingLBA).first.map { Double($0) })
        add(.percentageUsed, percentageUsed)
        add(.powerOnHours, powerOnHours)
        add(.startStops, startStops?.starts)
        add(.loadCycles, startStops?.loads)
        readings += reads?.readings(.reads) ?? []
        readings += writes?.readings(.writes) ?? []
        readings += verifications?.readings(.verifications) ?? []
        add(.capacity, capacity)
        return readings
    }

    /// What the disk says of its state, wherever it says it.
    private var notices: [SCSISense] { [exceptions?.sense, sense].compactMap(\.self) }

    /// Whether the disk foretells its failure, however it is asked; that it does not counts only where it would say so.
    private var failing: Bool? {
        if notices.contains(where: \.foretellsFailure) { return true }
        return exceptions == nil || control?.isOff == true ? nil : false
    }

    private var uncorrected: Double? {
        let counts = [reads, writes, verifications].compactMap { $0?.uncorrected }
        return counts.isEmpty ? nil : counts.reduce(0, +)
    }

    /// Log page 11h, parameter 1: percent of the endurance used.
    package static func percentageUsed(_ bytes: [UInt8]) throws(PageError) -> Double? {
        try SCSILog(bytes, page: 0x11)[1]?.bytes.last.map { Double($0) }
    }

    /// Log page 15h, parameter 0: minutes of power on stand first in it.
    package static func powerOnHours(_ bytes: [UInt8]) throws(PageError) -> Double? {
        guard let status = try SCSILog(bytes, page: 0x15)[0], status.bytes.count >= 4 else { return nil }
        return (Double(status.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) / 60).rounded(.down)
    }

    /// Log page 06h, parameter 0.
    package static func nonMediumErrors(_ bytes: [UInt8]) throws(PageError) -> Double? {
        try SCSILog(bytes, page: 0x06)[0]?.number
    }
}

/// Log page 0Eh: how often the disk started and loaded its heads, since it was made.
package struct SCSIStartStops: Hashable, Sendable {
    package let starts: Double?
    package let loads: Double?
}

extension SCSIStartStops {
    /// Decodes the answer.
    /// - Throws: `PageError` when it is another page.
    package init(_ bytes: [UInt8]) throws(PageError) {
        let log = try SCSILog(bytes, page: 0x0E)
        (starts, loads) = (log[4]?.number, log[6]?.number)
    }
}

extension Quantity {
    /// What a SCSI disk foretells or warns of, in words.
    package static let notice = Quantity("notice", .text)
    /// Times that the disk started and stopped, since it was made.
    package static let startStops = Quantity("start-stops")
    package static let loadCycles = Quantity("load-cycles")
}
