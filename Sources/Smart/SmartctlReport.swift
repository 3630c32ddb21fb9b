package import Health

/// What `smartctl --json` (7.0 and later) says of a disk that only it can reach: turned back into the pages that it has read, so that
/// the disk is judged as any other.
package struct SmartctlReport: Sendable {
    package let model: String?
    package let serial: String?
    package let firmware: String?
    /// The language that the disk speaks: `ATA`, `NVMe`, `SCSI`.
    package let spoken: String?
    /// The readings; none where smartctl could not read the disk.
    package let readings: [Reading]
    /// The disk is in standby, and was left there.
    package let isAsleep: Bool
    /// An earlier run for the same disk has not ended, says vigie-reader in smartctl's place.
    package let isBusy: Bool
    /// What smartctl could not do, in its words.
    package let problem: String?

    /// Reads what smartctl printed on its standard output; nil where that is not its JSON.
    package init?(_ bytes: [UInt8]) {
        guard let json = JSONValue(bytes), let status = json["smartctl", "exit_status"]?.integer(Int.self) else {
            return nil
        }
        model = json["model_name"]?.string ?? json["scsi_model_name"]?.string ?? json["scsi_product"]?.string
        serial = json["serial_number"]?.string
        firmware = json["firmware_version"]?.string ?? json["scsi_revision"]?.string
        spoken = json["device", "protocol"]?.string
        // As `-n standby,129` has it, and no sum of smartctl's own bits is.
        isAsleep = status == 129
        isBusy = status == 75
        readings = isAsleep ? [] : Self.readings(json)
        let messages = (json["smartctl", "messages"]?.array ?? []).compactMap { $0["string"]?.string }
        // Bit 0: it did not understand its arguments; bit 1: the disk could not be opened. The others tell of the disk's health.
        problem = status & 0x3 != 0 || readings.isEmpty ? messages.first ?? "it says nothing of the disk's health" : nil
    }

    private static func readings(_ json: JSONValue) -> [Reading] {
        if let attributes = json["ata_smart_attributes", "table"] {
            // Without a word of the last self-test there is none, not one that passed.
            let isTold = SmartctlPages.selfTestStatus(json) != nil
            var readings = ataDisk(json, attributes.array)?.readings() ?? []
            // In hours, whatever the disk counts: smartctl's database knows.
            if let hours = json["power_on_time", "hours"]?.number,
                let index = readings.firstIndex(where: { $0.quantity == .powerOnHours }), hours < 175_320
            {
                readings[index] = Reading(.powerOnHours, hours)
            }
            return isTold ? readings : readings.filter { $0.quantity != .selfTest }
        }
        if let log = json["nvme_smart_health_information_log"] { return nvmeDisk(json, log)?.readings() ?? [] }
        let disk = scsiDisk(json)
        return disk.isWatched ? disk.readings() : []
    }
}

extension SmartctlReport {
    private static func ataDisk(_ json: JSONValue, _ attributes: [JSONValue]) -> ATADisk? {
        let pages = SmartctlPages(json, attributes)
        guard let identify = try? ATAIdentify(pages.identify), let data = try? ATASmartData(pages.data) else {
            return nil
        }
        let passed = json["smart_status", "passed"]?.bool
        var disk = ATADisk(
            identify: identify,
            data: data,
            thresholds: try? ATAThresholds(pages.thresholds),
            status: passed.map { $0 ? .passed : .failed } ?? .unknown
        )
        disk.presets = DrivePresets(namesIn: attributes)
        disk.selfTests = pages.selfTests.flatMap { try? ATASelfTestLog(short: $0) }
        disk.errors = json["ata_smart_error_log", "summary"].flatMap {
            try? ATAErrorLog(short: SmartctlPages.errors($0))
        }
        return disk
    }

    private static func nvmeDisk(_ json: JSONValue, _ log: JSONValue) -> NVMeDisk? {
        guard let identify = try? NVMeIdentify(SmartctlPages.controller(json)),
            let health = try? NVMeSmartLog(SmartctlPages.health(log))
        else { return nil }
        return NVMeDisk(identify: identify, log: health)
    }

    private static func scsiDisk(_ json: JSONValue) -> SCSIDisk {
        func counters(_ name: String, _ page: UInt8) -> SCSIErrorCounters? {
            json["scsi_error_counter_log", name].flatMap {
                try? SCSIErrorCounters(SmartctlPages.counters($0, page), page: page)
            }
        }
        var disk = SCSIDisk()
        disk.writes = counters("write", 0x02)
        disk.reads = counters("read", 0x03)
        disk.verifications = counters("verify", 0x05)
        if let passed = json["smart_status", "passed"]?.bool {
            // For a warning, such as of the temperature, it has not passed either: the sense codes tell which.
            let sense = json["smart_status", "scsi"]
            let code: UInt8 = sense?["asc"]?.integer() ?? (passed ? 0 : 0x5D)
            let qualifier: UInt8 = sense?["ascq"]?.integer() ?? 0
            disk.exceptions = try? SCSIExceptions([0x2F, 0, 0, 7, 0, 0, 0, 3, code, qualifier, 0])
        }
        if let count = json["scsi_grown_defect_list"]?.integer(UInt32.self), count < UInt32.max / 8 {
            disk.grownDefects = try? SCSIGrownDefects([0, 0x0D, 0, 0] + SmartctlPages.big(UInt64(count * 8), 4))
        }
        let (now, trip) = (json["temperature", "current"], json["temperature", "drive_trip"])
        if let celsius = now?.integer(UInt8.self) {
            let limit = trip?.integer(UInt8.self) ?? 0xFF
            disk.temperature = try? SCSITemperature([0x0D, 0, 0, 12, 0, 0, 0, 2, 0, celsius, 0, 1, 0, 2, 0, limit])
        }
        disk.selfTests = SmartctlPages.selfTestResults(json).flatMap { try? SCSISelfTestLog($0) }
        disk.percentageUsed =
            (json["scsi_percentage_used_endurance_indicator"] ?? json["endurance_used", "current_percent"])?.number
        if let counter = json["scsi_start_stop_cycle_counter"] {
            disk.startStops = SCSIStartStops(
                starts: counter["accumulated_start_stop_cycles"]?.number,
                loads: counter["accumulated_load_unload_cycles"]?.number
            )
        }
        disk.powerOnHours = json["power_on_time", "hours"]?.number
        disk.capacity = json["user_capacity", "bytes"]?.number
        return disk
    }
}
