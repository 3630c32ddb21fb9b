import Health
import Smart
import TestSupport
import Testing

/// NVMe pages against what smartctl says of the same disks.
///
/// Disabled where the recordings are absent.
@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct NVMeOracleTests {
    /// Pages read in a virtual machine, before and after a fault was injected, with smartctl's reading of the same moment.
    static let guest = [
        ("nvme-log02-before.txt", "nvme-smartctl-before.json"), ("nvme-log02-crit05.txt", "nvme-smartctl-crit05.json"),
        ("nvme-log02-hot83.txt", "nvme-smartctl-hot83.json"),
        ("nvmetcp-log02-after.txt", "nvmetcp-smartctl-after.json"),
    ]
    static let captures = Captures.names(in: "smart/smartctl-json-nvme", ending: ".json")

    @Test(arguments: guest)
    func everyFieldOfAPageIsSmartctls(page: String, json: String) throws {
        let theirs = try #require(try Oracle("lab-guest/\(json)").nvme_smart_health_information_log)
        let bytes = try Captures.hexDump("lab-guest/\(page)")
        #expect(bytes.count == 512)
        #expect(compare(try NVMeSmartLog(bytes), theirs).differences == [])
    }

    /// From smartctl's output back to the page; nothing where it prints none.
    func comparison(capture: String) throws -> Comparison {
        guard let theirs = try Oracle("smart/smartctl-json-nvme/\(capture)").nvme_smart_health_information_log else {
            return Comparison()
        }
        return compare(try NVMeSmartLog(nvmeLog(theirs)), theirs)
    }

    @Test(arguments: captures)
    func everyFieldOfACaptureIsSmartctls(capture: String) throws {
        let comparison = try comparison(capture: capture)
        print("\(capture): \(comparison.share)")
        #expect(comparison.differences == [])
    }

    @Test func theRecordedPageOfARealDisk() throws {
        let log = try NVMeSmartLog(Captures.bytes("smart/nvme-raw-log02/Lexar_SSD_NM790_4TB--12237.log02.bin"))
        #expect(log.warning.isEmpty)
        #expect(log.availableSpare == 100)
        #expect(log.spareThreshold == 10 && log.percentageUsed == 0)
        #expect(log.temperature == 33)
        #expect(log.sensors == [33, 25, nil, nil, nil, nil, nil, nil])
        #expect(log.hostReads == 40 && log.powerCycles == 3 && log.unsafeShutdowns == 2 && log.errorLogEntries == 2)
        #expect(log.mediaErrors == 0 && log.powerOnHours == 0)
    }

    private func compare(_ ours: NVMeSmartLog, _ theirs: Oracle.Log) -> Comparison {
        var comparison = Comparison()
        let isReported = theirs.available_spare != 0 || theirs.available_spare_threshold != 0
        comparison.compare("warning", ours.warning.rawValue, theirs.critical_warning)
        comparison.compare("temperature", ours.temperature, theirs.temperature)
        comparison.compare("spare", ours.availableSpare, isReported ? theirs.available_spare : nil)
        comparison.compare("spare threshold", ours.spareThreshold, isReported ? theirs.available_spare_threshold : nil)
        comparison.compare("used", ours.percentageUsed, theirs.percentage_used)
        comparison.compare("data read", ours.dataRead, theirs.data_units_read * 512_000)
        comparison.compare("data written", ours.dataWritten, theirs.data_units_written * 512_000)
        comparison.compare("host reads", ours.hostReads, theirs.host_reads)
        comparison.compare("host writes", ours.hostWrites, theirs.host_writes)
        comparison.compare("busy", ours.busyTime, theirs.controller_busy_time)
        comparison.compare("cycles", ours.powerCycles, theirs.power_cycles)
        comparison.compare("hours", ours.powerOnHours, theirs.power_on_hours)
        comparison.compare("unsafe shutdowns", ours.unsafeShutdowns, theirs.unsafe_shutdowns)
        comparison.compare("media errors", ours.mediaErrors, theirs.media_errors)
        comparison.compare("error entries", ours.errorLogEntries, theirs.num_err_log_entries)
        comparison.compare("warm minutes", ours.warningTemperatureTime, theirs.warning_temp_time ?? 0)
        comparison.compare("hot minutes", ours.criticalTemperatureTime, theirs.critical_comp_time ?? 0)
        let sensors = (theirs.temperature_sensors ?? []).compactMap(\.self)
        comparison.compare("sensors", ours.sensors.compactMap(\.self), sensors)
        return comparison
    }
}

struct NVMeReadingsTests {
    @Test func whatIsNotReportedIsNotZero() throws {
        var page = [UInt8](repeating: 0, count: 512)
        page[32] = 1
        let observation = try observe(page, identify: nvmeIdentify(model: "M", serial: "S", warning: 0, critical: 0))
        for quantity in [
            Quantity.temperature, .availableSpare, .availableSpareThreshold, .maximum, .critical, .capacity,
        ] {
            #expect(observation[quantity] == nil, "\(quantity)")
        }
        #expect(observation[.failing] == 0)
    }

    @Test(arguments: [
        (0x00, 0.0), (0x01, 1), (0x02, 0), (0x03, 1), (0x04, 1), (0x08, 1), (0x10, 1), (0x20, 1), (0x80, 1),
    ])
    func everyWarningButTheTemperaturesIsAFailingDisk(bits: Int, failing: Double) throws {
        var page = [UInt8](repeating: 0, count: 512)
        page[0] = UInt8(bits)
        page[32] = 1
        let observation = try observe(page, identify: nvmeIdentify(model: "M", serial: "S"))
        #expect(observation[.failing] == failing)
        #expect(observation.readings.contains { $0.quantity == .criticalWarning } == (bits != 0))
    }

    @Test(arguments: [
        (5, 10, 5.0, 10.0), (0, 10, 0, 10), (101, 10, nil, 10), (5, 101, 5, nil), (0, 0, nil, nil), (100, 0, 100, 0),
    ])
    func spareAndItsThreshold(spare: Int, threshold: Int, expected: Double?, expectedThreshold: Double?) throws {
        var page = [UInt8](repeating: 0, count: 512)
        (page[3], page[4], page[32]) = (UInt8(spare), UInt8(threshold), 1)
        let log = try NVMeSmartLog(page)
        #expect(log.availableSpare == expected)
        #expect(log.spareThreshold == expectedThreshold)
    }

    @Test func aCounterMayHaveMoreThan64Bits() throws {
        var page = [UInt8](repeating: 0, count: 512)
        page[160 + 8] = 1
        #expect(try NVMeSmartLog(page).mediaErrors == 18_446_744_073_709_551_616)
    }

    @Test func identityAndLimits() throws {
        let identify = try NVMeIdentify(nvmeIdentify(model: "Disk 1", serial: "S1", warning: 343, critical: 373))
        #expect(identify.model == "Disk 1" && identify.serial == "S1" && identify.firmware == "1.0")
        #expect(identify.warningTemperature == 70 && identify.criticalTemperature == 100)
    }

    private func observe(_ page: [UInt8], identify: [UInt8]) throws -> Observation {
        let disk = NVMeDisk(identify: try NVMeIdentify(identify), log: try NVMeSmartLog(page))
        return Observation(
            Component(.disk, "1"),
            name: "",
            readings: disk.readings(),
            readAt: Timestamp(milliseconds: 0)
        )
    }
}
