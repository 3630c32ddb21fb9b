@testable import Probes
import Health
import Host
import Smart
import TestSupport
import Testing

/// Disks that are told to test themselves: which commands reach them, and which do not.
struct SelfTestTests {
    private let mains = Mains()
    private var host = FakeHost()
    private var memory = ProbeMemory()

    private var probe: DiskProbe {
        let settings = SelfTestSettings(
            hours: HourSpan(begin: 0, end: 24),
            surfaceScan: .spans,
            longestSpan: 14_400
        )
        return DiskProbe(interval: 600, selfTesting: SelfTesting(settings: settings, mains: mains))
    }

    /// An ATA disk of 1000 sectors that tests itself, spans too.
    private static func testing(
        _ name: String,
        isRotational: Bool = false,
        status: UInt8 = 0
    ) -> FakeDisk {
        var disk = ata(name, serial: "S-\(name)", isRotational: isRotational)
        disk.answers[.ataIdentify]?[168] |= 2
        disk.answers[.ataIdentify]?[174] |= 2
        disk.answers[.ataIdentify]?[120...121] = [0xE8, 0x03]
        for byte in [(363, status), (367, 0x51), (373, 10)] as [(Int, UInt8)] {
            disk.answers[.ataSmartData]?[byte.0] = byte.1
        }
        disk.answers[.ataSmartData]?[511] = 0
        let sum = disk.answers[.ataSmartData]?.reduce(0, &+) ?? 0
        disk.answers[.ataSmartData]?[511] = 0 &- sum
        disk.answers[.ataSmartLog(0x06)] = [UInt8](repeating: 0, count: 512)
        disk.answers[.ataSmartLog(0x09)] = [UInt8](repeating: 0, count: 512)
        disk.answers[.ataIdentify]?[122] = 0
        for test in [SelfTest.short, .extended, .selective(0...999), .abort] {
            disk.answers[.ataSelfTest(test)] = []
        }
        return disk
    }

    /// Ten minutes later, or `seconds`, in which the disk worked for so many milliseconds.
    private mutating func poll(
        _ worked: Int = 1000,
        at stat: String = "sda",
        after seconds: Double = 600
    ) throws -> [String] {
        host.moment.uptime += seconds
        host.moment.time = host.moment.time.advanced(by: seconds)
        let fields = host.files["/sys/block/\(stat)/stat"].map {
            String(decoding: $0, as: UTF8.self).split(separator: " ")
        }
        let ticks = (fields.flatMap { Int($0[9]) } ?? 0) + worked
        host.files["/sys/block/\(stat)/stat"] = Array("5 0 40 3 9 0 72 4 0 \(ticks) 7\n".utf8)
        _ = host.log.take()
        _ = try probe.poll(host, memory: &memory)
        return host.log.take().filter { $0.split(separator: "/").last?.hasPrefix("ata.selftest") == true }
    }

    private mutating func set(_ disk: FakeDisk) {
        host.answers[disk.node.name] = disk.answers
    }

    @Test mutating func aSpanBeginsOnAnIdleDiskAndAShortTestFollowsIt() throws {
        host.plug(Self.testing("sda"))
        #expect(try poll() == [])
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", status: 0xF5))
        #expect(try poll() == [])
        set(Self.testing("sda"))
        #expect(try poll() == [])
        #expect(try poll() == ["sda/ata.selftest-short"])
        #expect(try poll() == [])
        #expect(try poll() == [])
    }

    @Test mutating func aBusyDiskIsLeftToItsWork() throws {
        host.plug(Self.testing("sda"))
        for _ in 0..<5 { #expect(try poll(200_000) == []) }
        #expect(try poll(1000) == ["sda/ata.selftest-selective"])
    }

    @Test mutating func whoPollsOftenWaitsUntilTheDiskWasIdleLongEnough() throws {
        host.plug(Self.testing("sda"))
        for _ in 0..<3 { #expect(try poll(50, after: 10) == []) }
        #expect(try poll(50, after: 10) == ["sda/ata.selftest-selective"])
    }

    @Test mutating func oneDiskOfAHostAfterTheOther() throws {
        host.plug(Self.testing("sda"))
        host.plug(Self.testing("sdb"))
        host.files["/sys/block/sdb/stat"] = Array("5 0 40 3 9 0 72 4 0 1000 7\n".utf8)
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", status: 0xF5))
        for _ in 0..<3 { #expect(try poll() == []) }
        set(Self.testing("sda"))
        let later = [try poll(), try poll(), try poll()].flatMap(\.self)
        #expect(later.contains("sdb/ata.selftest-selective"))
    }

    @Test mutating func onBatteryNothingBeginsAndWhatRunsEnds() throws {
        host.plug(Self.testing("sda"))
        mains.note([
            Observation(Component(.ups, "u"), name: "U", readings: [Reading(.onBattery, true)], readAt: host.now().time)
        ])
        for _ in 0..<3 { #expect(try poll() == []) }
        mains.note([])
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", status: 0xF5))
        host.files["/sys/class/power_supply/AC/type"] = Array("Mains\n".utf8)
        host.files["/sys/class/power_supply/AC/online"] = Array("0\n".utf8)
        #expect(try poll() == ["sda/ata.selftest-abort"])
    }

    /// Its stat does not move while it tests itself, and yet somebody must look when it is done.
    @Test mutating func aDiskWithPlattersIsWatchedWhileItTestsItself() throws {
        host.plug(Self.testing("sda", isRotational: true))
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", isRotational: true, status: 0xF1))
        _ = try poll(0)
        _ = try poll(0)
        let before = memory
        set(Self.testing("sda", isRotational: true))
        _ = try poll(0)
        #expect(memory != before)
        // And then it is left alone again, but for the sample of a short test that is due.
        _ = try poll(0)
        _ = host.log.take()
        host.moment.uptime += 600
        _ = try probe.poll(host, memory: &memory)
        #expect(host.log.take().allSatisfy { !$0.hasPrefix("sda/ata.selftest") })
    }

    /// Nobody uses it, so it has the leisure; it is looked at once a day at most, and only while a test is due.
    @Test mutating func aDiskThatNobodyUsesIsTestedAtNight() throws {
        host.plug(Self.testing("sda", isRotational: true))
        #expect(try poll() == [])
        _ = host.log.take()
        #expect(try poll(0) == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", isRotational: true, status: 0xF5))
        #expect(try poll(0) == [])
        set(Self.testing("sda", isRotational: true))
        // The span is done, and the short test is due.
        #expect(try poll(0) == ["sda/ata.selftest-short"])
        for _ in 0..<3 { #expect(try poll(0) == []) }
        host.moment.time = host.moment.time.advanced(by: 31 * 86_400)
        #expect(try poll(0) == ["sda/ata.selftest-selective"])
    }

    @Test mutating func aDiskThatSleepsIsNotWokenForItsTest() throws {
        host.plug(Self.testing("sda", isRotational: true))
        _ = try poll()
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        for _ in 0..<5 {
            _ = host.log.take()
            host.moment.uptime += 600
            _ = try probe.poll(host, memory: &memory)
            let asked = host.log.take().filter { $0.hasPrefix("sda/ata") }
            #expect(asked.allSatisfy { $0 == "sda/ata.sensee5" } && asked.count <= 1)
        }
    }

    /// The next poll tells whether it was for long.
    @Test mutating func aDiskThatDoesNotAnswerWhenItsTestIsDueIsAskedAgain() throws {
        host.plug(Self.testing("sda", isRotational: true))
        _ = try poll()
        host.errors["/disks/sda/ata.identify"] = HostError(.timedOut, "no answer")
        for _ in 0..<3 {
            host.moment.uptime += 30
            #expect(try probe.poll(host, memory: &memory).first?[.answering] == 0)
        }
    }

    @Test mutating func aDiskThatFellAsleepInItsTestHoldsUpNoOther() throws {
        host.plug(Self.testing("sda", isRotational: true))
        host.plug(Self.testing("sdb"))
        host.files["/sys/block/sdb/stat"] = Array("5 0 40 3 9 0 72 4 0 1000 7\n".utf8)
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        let later = [try poll(), try poll(), try poll()].flatMap(\.self)
        #expect(later.contains("sdb/ata.selftest-selective"))
    }

    @Test mutating func aSleepingDiskIsToldNothing() throws {
        var disk = Self.testing("sda", isRotational: true)
        disk.answers[.ataCheckPowerMode] = sense(count: 0)
        host.plug(disk)
        for _ in 0..<5 { #expect(try poll() == []) }
    }

    @Test mutating func whoOnlyLooksStartsNothing() throws {
        host.plug(Self.testing("sda"))
        for _ in 0..<3 {
            host.moment.uptime += 600
            _ = try DiskProbe().poll(host, memory: &memory)
        }
        #expect(host.log.take().allSatisfy { !$0.hasPrefix("sda/ata.selftest") })
    }

    @Test mutating func aDiskThatRefusesIsNotAskedEachPoll() throws {
        var disk = Self.testing("sda")
        for test in [SelfTest.short, .extended, .selective(0...999)] {
            disk.answers[.ataSelfTest(test)] = nil
            host.errors["/disks/sda/\(DiskCommand.ataSelfTest(test).fileName)"] = HostError(.refused, "no")
        }
        host.plug(disk)
        var asked: [String] = []
        for _ in 0..<12 { asked += try poll() }
        #expect(asked == ["selective", "extended", "short"].map { "sda/ata.selftest-\($0)" })
    }

    /// A bridge that fails such a command costs the disk neither its readings nor its good name.
    @Test(arguments: [HostError.Code.failed, .timedOut, .unavailable])
    mutating func aTestThatCannotBeBegunCostsNoReading(code: HostError.Code) throws {
        host.plug(Self.testing("sda"))
        for test in [SelfTest.short, .extended, .selective(0...999)] {
            host.errors["/disks/sda/\(DiskCommand.ataSelfTest(test).fileName)"] = HostError(code, "no")
        }
        var asked: [String] = []
        for _ in 0..<12 {
            asked += try poll()
            let seen = try #require(try probe.poll(host, memory: &memory).first)
            #expect(seen.state == .read && seen[.answering] == 1 && seen[.reallocatedSectors] == 3)
        }
        #expect(asked.count <= 3)
    }

    /// They are switched off while one runs: an unused disk is left alone again.
    @Test mutating func whereTestsAreSwitchedOffAnUnusedDiskIsLeftAlone() throws {
        host.plug(Self.testing("sda", isRotational: true))
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", isRotational: true, status: 0xF5))
        let looking = DiskProbe()
        _ = try looking.poll(host, memory: &memory)
        _ = host.log.take()
        _ = try looking.poll(host, memory: &memory)
        #expect(host.log.take().isEmpty)
    }

    /// One that never tells the end of its test holds up no other disk for ever.
    @Test mutating func aDiskThatIsForEverTestingHoldsUpNoOther() throws {
        host.plug(Self.testing("sda", status: 0xF5))
        host.plug(Self.testing("sdb"))
        host.files["/sys/block/sdb/stat"] = Array("5 0 40 3 9 0 72 4 0 1000 7\n".utf8)
        set(Self.testing("sda"))
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-selective"])
        set(Self.testing("sda", status: 0xF5))
        #expect(try poll() == [])
        host.moment.time = host.moment.time.advanced(by: 4 * 86_400)
        let later = [try poll(), try poll(), try poll()].flatMap(\.self)
        #expect(later.contains("sdb/ata.selftest-selective"))
    }

    @Test mutating func whoPollsOnceADayTestsToo() throws {
        host.plug(Self.testing("sda"))
        let settings = SelfTestSettings(hours: HourSpan(begin: 0, end: 24), surfaceScan: .monthly, longestSpan: 14_400)
        let daily = DiskProbe(interval: 86_400, selfTesting: SelfTesting(settings: settings, mains: mains))
        for _ in 0..<2 {
            host.moment.uptime += 86_400
            host.moment.time = host.moment.time.advanced(by: 86_400)
            host.files["/sys/block/sda/stat"] = Array("5 0 40 3 9 0 72 4 0 1000 7\n".utf8)
            _ = try daily.poll(host, memory: &memory)
        }
        #expect(host.log.take().contains("sda/ata.selftest-extended"))
    }

    @Test mutating func behindABridgeNoLogIsWritten() throws {
        var disk = Self.testing("sda")
        disk.node.isBridged = true
        host.plug(disk)
        _ = try poll()
        #expect(try poll() == ["sda/ata.selftest-extended"])
    }

    @Test(
        arguments: [
            (["AC/type": "Mains", "AC/online": "1"], false), (["AC/type": "Mains", "AC/online": "0"], true),
            (["BAT0/type": "Battery", "BAT0/status": "Discharging"], true),
            (["BAT0/type": "Battery", "BAT0/status": "Charging", "AC/type": "Mains", "AC/online": "1"], false),
            (["mouse/type": "Battery", "mouse/scope": "Device", "mouse/status": "Discharging"], false), ([:], false),
        ] as [([String: String], Bool)]
    )
    mutating func aLaptopOnItsBattery(files: [String: String], isOnBattery: Bool) {
        for (name, text) in files { host.files["/sys/class/power_supply/\(name)"] = Array("\(text)\n".utf8) }
        #expect(mains.areAbsent(on: host) == isOnBattery)
    }

    @Test mutating func anNVMeDiskTestsItself() throws {
        var disk = nvme("nvme0", serial: "N1")
        disk.answers[.nvmeIdentifyController]?[256] |= 0x10
        var log = [UInt8](repeating: 0, count: 564)
        for index in 0..<20 { log[4 + 28 * index] = 0x0F }
        disk.answers[.nvmeLog(0x06)] = log
        disk.answers[.nvmeSelfTest(.extended)] = []
        host.plug(disk)
        _ = try poll(at: "nvme0n1")
        _ = host.log.take()
        host.moment.uptime += 600
        _ = try probe.poll(host, memory: &memory)
        #expect(host.log.take().contains("nvme0/nvme.selftest-extended"))
        log[0] = 2
        log[1] = 40
        host.answers["nvme0"]?[.nvmeLog(0x06)] = log
        let seen = try probe.poll(host, memory: &memory)
        #expect(seen.first?[.selfTestRemaining] == 60)
    }

    @Test mutating func aSCSIDiskTestsItself() throws {
        var disk = sas("sda", notice: 0, uncorrected: 0)
        disk.answers[.scsiLog(0x00)] = [0, 0, 0, 2, 0x00, 0x10]
        let parameters = (1...20).flatMap { [0, UInt8($0), 3, 16] + [UInt8](repeating: 0, count: 16) }
        disk.answers[.scsiLog(0x10)] = [0x10, 0, 1, 0x90] + parameters
        disk.answers[.scsiSelfTest(.extended)] = []
        host.plug(disk)
        _ = try poll()
        _ = host.log.take()
        host.moment.uptime += 600
        _ = try probe.poll(host, memory: &memory)
        #expect(host.log.take().contains("sda/scsi.selftest-extended"))
    }
}
