import Health
import Host
import Probes
import TestSupport
import Testing

/// What disks say beyond their first pages: logs, histories, and what a database knows of them.
struct DiskLogsTests {
    /// What a disk says of its self-tests and temperature is read from its logs; those it keeps are remembered.
    @Test func logsOfAnATADiskAreReadWhereItKeepsThem() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "S5-1001"))
        // Word 84 and 87: error log, self-tests and general purpose logs; word 206: SCT.
        for offset in [168, 174] { host.answers["sda"]?[.ataIdentify]?[offset] = 0x23 }
        host.answers["sda"]?[.ataIdentify]?[412] = 1
        var directory = [UInt8](repeating: 0, count: 512)
        (directory[0], directory[8]) = (1, 8)
        host.answers["sda"]?[.ataGeneralLog(0x00, page: 0)] = directory
        var pages = [UInt8](repeating: 0, count: 512)
        (pages[0], pages[8], pages[9]) = (1, 1, 7)
        host.answers["sda"]?[.ataGeneralLog(0x04, page: 0)] = pages
        var wear = [UInt8](repeating: 0, count: 512)
        (wear[0], wear[2], wear[8], wear[15]) = (1, 7, 96, 0xC0)
        host.answers["sda"]?[.ataGeneralLog(0x04, page: 7)] = wear
        var status = [UInt8](repeating: 0, count: 512)
        (status[0], status[200], status[205]) = (3, 71, 70)
        host.answers["sda"]?[.ataSmartLog(0xE0)] = status
        for command in [DiskCommand.ataSmartLog(0x01), .ataSmartLog(0x06)] {
            host.errors["/disks/sda/\(command.fileName)"] = HostError(.refused, "refused")
        }
        var memory = ProbeMemory()
        let seen = try DiskProbe().poll(host, memory: &memory)[0]
        #expect(seen.state == .read && seen[.percentageUsed] == 96)
        #expect(seen[.temperature] == 71 && seen[.maximum] == 70 && seen[.temperatureLimit] == 70)
        let first = host.log.take()
        #expect(first.contains("sda/ata.gplog00.0") && first.contains("sda/ata.gplog04.7"))
        _ = try DiskProbe().poll(host, memory: &memory)
        #expect(host.log.take() == first.filter { $0 != "sda/ata.gplog00.0" && $0 != "sda/ata.gplog04.0" })

        host.files["/sys/block/sda/device/hwmon/hwmon3/temp1_input"] = Array("71000".utf8)
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.temperatureLimit] == nil)

        host.diskNodes[0].isBridged = true
        _ = host.log.take()
        _ = try DiskProbe().poll(host, memory: &memory)
        #expect(!host.log.take().contains { $0.contains("gplog") })
    }

    @Test func logsOfAnNVMeDiskAreReadWhereItKeepsThem() throws {
        var host = FakeHost()
        host.plug(nvme("nvme0", serial: "S4EW-2002"))
        host.answers["nvme0"]?[.nvmeIdentifyController]?[256] = 0x10
        // A log of two entries; what is read beyond them means nothing.
        host.answers["nvme0"]?[.nvmeIdentifyController]?[262] = 1
        host.answers["nvme0"]?[.nvmeLog(0x02)]?[176] = 2
        var errors = [UInt8](repeating: 0, count: 1024)
        // The newest: an invalid field, the host's own; before it, a read that the media could not do.
        for (start, count, status) in [(0, UInt8(2), UInt16(0x0002) << 1), (64, 1, 0x0281 << 1)] {
            errors[start] = count
            errors[start + 12] = UInt8(truncatingIfNeeded: status)
            errors[start + 13] = UInt8(status >> 8)
        }
        errors.replaceSubrange(128..<192, with: errors[64..<128])
        host.answers["nvme0"]?[.nvmeLog(0x01)] = errors
        var tests = [UInt8](repeating: 0, count: 564)
        tests[4...6] = [0x27, 3, 2]
        tests[20] = 99
        for index in 1..<20 { tests[4 + 28 * index] = 0x0F }
        host.answers["nvme0"]?[.nvmeLog(0x06)] = tests
        let seen = try poll(host)[0]
        #expect(seen[.deviceErrors] == 1 && seen[.failedSelfTests] == 1 && seen[.failingAddress] == 99)
        host.errors["/disks/nvme0/nvme.log06"] = HostError(.refused, "no")
        let without = try poll(host)[0]
        #expect(without.state == .read && without[.failedSelfTests] == nil && without[.deviceErrors] == 1)
    }

    @Test func whatIsAddedToACounterIsCountedFromFirstSight() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", interfaceErrors: 40))
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrorsAdded] == 0)
        host.answers["sda"]?[.ataSmartData] = ata("sda", serial: "", interfaceErrors: 43).answers[.ataSmartData]
        let remembered = memory
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrorsAdded] == 3)
        #expect(memory != remembered)
        host.moment.time = host.moment.time.advanced(by: 8 * 86_400)
        let quiet = memory
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrorsAdded] == 0)
        #expect(memory == quiet)
    }

    /// What smartmontools' database says of a disk is remembered until the file changes.
    @Test func theInstalledDriveDatabaseSaysWhatAttributesMean() throws {
        let path = "/usr/share/smartmontools/drivedb.h"
        var host = FakeHost()
        host.plug(ata("sda", serial: "S5-1001", interfaceErrors: 9))
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrors] == 9)

        host.files[path] = Array("{ \"Fine\", \"ATA DISK\", \"F.\", \"\", \"-v 199,raw48,Something_Else\" },".utf8)
        host.modified[path] = Timestamp(seconds: 1000)
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrors] == nil)
        host.files[path] = nil
        let remembered = memory
        #expect(try DiskProbe().poll(host, memory: &memory)[0][.interfaceErrors] == nil)
        #expect(memory == remembered)

        host.files[path] = Array("{ \"Fine\",\n x".utf8)
        host.modified[path] = Timestamp(seconds: 2000)
        let broken = try DiskProbe().poll(host, memory: &memory)[0]
        #expect(broken.state == .read && broken[.interfaceErrors] == 9)
        let mistake = broken.readings.first { $0.quantity.name == "drive-database" }?.value
        let text = "\(path): line 2: expected the model in quotation marks; built-in defaults are used"
        #expect(mistake == .text(text))
        // It is not read again at every poll either.
        host.files[path] = nil
        let noted = memory
        let again = try DiskProbe().poll(host, memory: &memory)[0]
        #expect(again.readings.contains(Reading(Quantity("drive-database", .text), .text(text))) && memory == noted)
    }

    /// A disk that comes later is looked up where the index says, and the rest of the file is not read again.
    @Test func theDriveDatabaseIsReadThroughOnceAChange() throws {
        let path = "/usr/share/smartmontools/drivedb.h"
        let entries = "{ \"Fine\", \"ATA DISK\", \"F.\", \"\", \"-v 199,raw48,Something_Else\" },"
        var host = FakeHost()
        host.modified[path] = Timestamp(seconds: 1000)
        host.files[path] = Array(entries.utf8)
        host.plug(ata("sda", serial: "S5-1001", interfaceErrors: 9))
        var memory = ProbeMemory()
        _ = try DiskProbe().poll(host, memory: &memory)
        // With the same time of change: who reads on is told of a mistake.
        host.files[path] = Array((entries + "{").utf8)
        host.plug(ata("sdb", serial: "S5-1002", interfaceErrors: 9))
        let seen = try DiskProbe().poll(host, memory: &memory)
        #expect(seen.count == 2 && seen.allSatisfy { $0[.interfaceErrors] == nil })
        #expect(seen.allSatisfy { disk in disk.readings.allSatisfy { $0.quantity.name != "drive-database" } })
        // Nor after the agent has ended.
        memory = memory.durable
        host.plug(ata("sdc", serial: "S5-1003", interfaceErrors: 9))
        #expect(try DiskProbe().poll(host, memory: &memory).allSatisfy { $0[.interfaceErrors] == nil })
    }

    private func poll(_ host: FakeHost) throws -> [Observation] {
        var memory = ProbeMemory()
        return try DiskProbe().poll(host, memory: &memory)
    }
}
