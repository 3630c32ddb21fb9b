import Health
import Host
import Probes
import TestSupport
import Testing

struct SCSIDiskTests {
    /// A SAS disk that foretells its failure and has given up reads, of which smartd 7.3 tells nobody.
    @Test func aSASDiskIsRead() throws {
        var host = FakeHost()
        host.plug(sas("sdb"))
        let seen = try poll(host)[0]
        #expect(seen.state == .read && seen.component == Component(.disk, "SAS-3003"))
        #expect(seen.name == "LABSAS ENTERPRISE")
        #expect(seen[.failing] == 1 && seen[.uncorrectedErrors] == 7)
        #expect(seen[.temperature] == 41 && seen[.temperatureLimit] == 65)
        let sent = host.log.take()
        #expect(sent.first == "sdb/scsi.op03")
        #expect(!sent.contains("sdb/scsi.log11_00"), "not in the disk's list")
    }

    @Test func aSASDiskThatSleepsGetsNoOtherCommand() throws {
        var host = FakeHost()
        host.plug(sas("sdb"))
        host.answers["sdb"]?[.scsiRequestSense] = [0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x5E, 0x04]
        #expect(try poll(host).map(\.state) == [.asleep])
        #expect(host.log.take() == ["sdb/scsi.op03"])
        host.diskNodes[0].isRotational = true
        host.files["/sys/block/sdb/stat"] = Array("1 2 3".utf8)
        host.answers["sdb"]?[.scsiRequestSense] = [0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0]
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.read])
        _ = host.log.take()
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.unused])
        #expect(host.log.take() == [])
        host.moment.time = host.moment.time.advanced(by: 86_400)
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.unused])
        host.moment.time = host.moment.time.advanced(by: 86_400)
        host.answers["sdb"]?[.scsiRequestSense] = [0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x5E, 0x04]
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.asleep])
        #expect(host.log.take() == ["sdb/scsi.op03", "sdb/scsi.op03"])
    }

    /// QEMU's SCSI disk answers to no page: it has nothing to be watched, and nothing is wrong with it.
    @Test func aSCSIDiskThatKeepsNothingIsNotApplicable() throws {
        var host = FakeHost()
        host.plug(sas("sdb"))
        for command in host.answers["sdb"]?.keys.map(\.fileName) ?? [] where command.hasPrefix("scsi.log") {
            host.errors["/disks/sdb/\(command)"] = HostError(.refused, "refused")
        }
        for command in [DiskCommand.scsiExceptionsMode, .scsiGrownDefects]
            + [0x02, 0x05, 0x06, 0x0E, 0x10, 0x11, 0x15].map({ .scsiLog($0) })
        {
            host.errors["/disks/sdb/\(command.fileName)"] = HostError(.refused, "refused")
        }
        #expect(try poll(host).map(\.state) == [.notApplicable(Reason.noSmartData.text)])
    }

    private func poll(_ host: FakeHost) throws -> [Observation] {
        var memory = ProbeMemory()
        return try DiskProbe().poll(host, memory: &memory)
    }
}
