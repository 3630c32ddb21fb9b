import Health
import Host
@testable import Probes
import TestSupport
import Testing

struct DiskProbeTests {
    @Test func everyDiskIsRead() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.plug(nvme("nvme0", serial: "S4EW-2002"))
        let seen = try poll(host)
        #expect(seen.map(\.component.description) == ["disk/WD-1001", "disk/S4EW-2002"])
        #expect(seen.map(\.state) == [.read, .read])
        #expect(seen.map(\.name) == ["ATA DISK", "NVME DISK"])
        #expect(seen.map { $0[.failing] } == [0, 0])
        #expect(seen[0][.reallocatedSectors] == 3)
        #expect(seen[1][.temperature] == 40)
        #expect(seen[0].identity.map(\.key) == ["model", "serial", "firmware", "device", "protocol"])
        #expect(seen[0].identity.map(\.value) == ["ATA DISK", "WD-1001", "F1", "/dev/sda", "ATA"])
        #expect(seen[0].readAt == host.moment.time)
    }

    @Test func aDiskWithPlattersIsAskedForItsPowerModeFirst() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        _ = try poll(host)
        #expect(
            host.log.take() == [
                "sda/ata.sensee5", "sda/ata.identify", "sda/ata.smartdata", "sda/ata.thresholds", "sda/ata.senseda",
            ]
        )
    }

    @Test func aDiskInStandbyIsNotWoken() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        var memory = ProbeMemory()
        let seen = try DiskProbe().poll(host, memory: &memory)
        #expect(seen.map(\.state) == [.asleep])
        #expect(seen[0].readings == [Reading(.answering, true)])
        #expect(host.log.take() == ["sda/ata.sensee5"])
    }

    @Test(arguments: [
        ("auto", "suspended", Observation.State.asleep), ("auto", "suspending", .asleep), ("auto", "active", .read),
        ("on", "suspended", .read),
    ])
    func aDiskThatTheKernelSuspendedGetsNoCommand(control: String, status: String, state: Observation.State) throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001"))
        host.plug(nvme("nvme0", serial: "S4EW-2002"))
        for folder in ["/sys/block/sda/device", "/sys/class/nvme/nvme0/device"] {
            host.files["\(folder)/power/control"] = Array("\(control)\n".utf8)
            host.files["\(folder)/power/runtime_status"] = Array("\(status)\n".utf8)
        }
        #expect(try poll(host).map(\.state) == [state, state])
        #expect(host.log.take().isEmpty == (state == .asleep))
    }

    @Test func anUnusedDiskWithPlattersIsLeftAloneUntilItIsUsed() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.files["/sys/block/sda/stat"] = Array("10 0 80 5".utf8)
        let probe = DiskProbe()
        var memory = ProbeMemory()
        #expect(try probe.poll(host, memory: &memory).map(\.state) == [.read])
        _ = host.log.take()

        let remembered = memory
        let unused = try probe.poll(host, memory: &memory)
        #expect(unused.map(\.state) == [.unused])
        #expect(unused[0].readings == [])
        #expect(unused[0].name == "ATA DISK" && unused[0].component == Component(.disk, "WD-1001"))
        #expect(host.log.take() == [])
        #expect(memory == remembered)

        // Once a day it is asked whether it is there still, by what neither wakes it nor keeps it awake.
        host.moment.time = host.moment.time.advanced(by: 86_400)
        let asked = try probe.poll(host, memory: &memory)
        #expect(asked.map(\.state) == [.unused] && asked[0].readings == [Reading(.answering, true)])
        #expect(host.log.take() == ["sda/ata.sensee5"])
        _ = try probe.poll(host, memory: &memory)
        #expect(host.log.take() == [])

        host.moment.time = host.moment.time.advanced(by: 86_400)
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        #expect(try probe.poll(host, memory: &memory).map(\.state) == [.asleep])
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0xFF)

        host.files["/sys/block/sda/stat"] = Array("11 0 88 6".utf8)
        #expect(try probe.poll(host, memory: &memory).map(\.state) == [.read])
    }

    @Test(arguments: [
        (true, Observation.State.notWatched(Reason.smartOff.text)), (false, .notApplicable(Reason.noSmartData.text)),
    ])
    func anUnusedDiskWithoutSmartDataIsLeftAloneToo(isSupported: Bool, state: Observation.State) throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true, smart: (supported: isSupported, enabled: false)))
        host.files["/sys/block/sda/stat"] = Array("10 0 80 5".utf8)
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [state])
        #expect(host.log.take() == ["sda/ata.sensee5", "sda/ata.identify"])
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [state])
        #expect(host.log.take() == [])
    }

    @Test func aSolidStateDiskIsReadEveryTime() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "S5-1001"))
        host.files["/sys/block/sda/stat"] = Array("10 0 80 5".utf8)
        var memory = ProbeMemory()
        for _ in 0..<2 {
            #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.read])
        }
    }

    @Test func aDiskThatCouldNotBeReadIsTriedAgain() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.files["/sys/block/sda/stat"] = Array("10 0 80 5".utf8)
        host.errors["/disks/sda/ata.smartdata"] = HostError(.timedOut, "sda: no answer")
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.notWatched("it does not answer")])
        host.errors = [:]
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.read])
    }

    @Test func aDiskThatHangsOrLiesHarmsNoOther() throws {
        var host = FakeHost()
        for name in ["sda", "sdb", "sdc", "sdd"] { host.plug(ata(name, serial: "WD-\(name)")) }
        host.errors["/disks/sda/ata.identify"] = HostError(.timedOut, "sda: no answer")
        host.answers["sdb"]?[.ataSmartData] = [UInt8](repeating: 0, count: 512)
        host.errors["/disks/sdc/ata.identify"] = HostError(.unavailable, "no reader runs")
        let seen = try poll(host)
        #expect(
            seen.map(\.state) == [
                .notWatched("it does not answer"), .notWatched("SMART READ DATA: every byte is 0"),
                .notWatched("no reader runs"), .read,
            ]
        )
        #expect(seen.dropLast().map(\.readings) == [[Reading(.answering, false)], [Reading(.answering, true)], []])
        #expect(seen[1].name == "ATA DISK")
    }

    @Test func aDiskMayRefuseThresholdsStatusAndPowerMode() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        for file in ["ata.thresholds", "ata.senseda", "ata.sensee5"] {
            host.errors["/disks/sda/\(file)"] = HostError(.refused, "refused")
        }
        let seen = try poll(host)
        #expect(seen.map(\.state) == [.read])
        #expect(seen[0][.failing] == nil)
        #expect(seen[0][.reallocatedSectors] == 3)
    }

    @Test func aDiskWithoutAThresholdHasNone() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "S5-1001"))
        host.answers["sda"]?[.ataSmartThresholds] = [UInt8](repeating: 0, count: 512)
        let seen = try poll(host)
        #expect(seen.map(\.state) == [.read])
        #expect(seen[0].readings.compactMap(\.scale).allSatisfy { $0.threshold == nil })
    }

    @Test func smartThatIsOffOrMissingIsSaid() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", smart: (supported: true, enabled: false)))
        host.plug(ata("sdb", serial: "WD-1002", smart: (supported: false, enabled: false)))
        #expect(
            try poll(host).map(\.state) == [
                .notWatched("SMART is switched off; 'smartctl -s on DEVICE' switches it on"),
                .notApplicable("this disk keeps no SMART data"),
            ]
        )
    }

    @Test func anEMMCIsReadFromSysfs() throws {
        var host = FakeHost()
        let device = "/sys/block/mmcblk0/device"
        host.diskNodes = [
            DiskNode(name: "mmcblk0", transport: .mmc, serial: "0x1234abcd", port: "mmc", blocks: ["mmcblk0"])
        ]
        #expect(try poll(host)[0].state == .notApplicable(Reason.noSmartData.text))
        host.files["\(device)/life_time"] = Array("0x02 0x0b\n".utf8)
        host.files["\(device)/pre_eol_info"] = Array("0x03\n".utf8)
        let seen = try poll(host)
        #expect(seen[0].state == .read && seen[0][.percentageUsed] == 100 && seen[0][.reservedBlocksUsed] == 90)
        #expect(host.log.take() == [])
    }

    @Test func aVirtualDiskHasNothingToBeWatched() throws {
        var host = FakeHost()
        host.diskNodes = [DiskNode(name: "vda", transport: .virtual, port: "virtio-1")]
        guard case .notApplicable = try poll(host)[0].state else {
            Issue.record("a virtual disk is not applicable")
            return
        }
    }

    @Test func placeholdersAndTwinsAreToldApartByTheirPort() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "0123456789"))
        host.plug(ata("sdb", serial: "TWIN-55X"))
        host.plug(ata("sdc", serial: "TWIN-55X"))
        host.plug(ata("sdd", serial: "WD-1001"))
        #expect(try poll(host).map(\.component.id) == ["port-sda", "port-sdb", "port-sdc", "WD-1001"])
    }

    @Test func whatASleepingDiskIsCalledIsRemembered() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        var memory = ProbeMemory()
        let read = try DiskProbe().poll(host, memory: &memory)
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        let asleep = try DiskProbe().poll(host, memory: &memory)
        #expect(asleep[0].state == .asleep)
        #expect(asleep[0].component == read[0].component && asleep[0].name == read[0].name)
        host.diskNodes = []
        let none = try DiskProbe().poll(host, memory: &memory)
        #expect(none.map(\.component) == [.whole(.disk)])
        #expect(none.map(\.state) == [.notApplicable(Reason.noDisks.text)])
        #expect(memory == [:])
    }

    @Test func aDiskThatDidNotAnswerIsReadAgainThoughNobodyUsedIt() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.files["/sys/block/sda/stat"] = Array("10 0 80 5".utf8)
        var memory = ProbeMemory()
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.read])
        host.moment.time = host.moment.time.advanced(by: 86_400)
        host.errors["/disks/sda/ata.sensee5"] = HostError(.timedOut, "sda: no answer")
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.notWatched("it does not answer")])
        host.errors = [:]
        #expect(try DiskProbe().poll(host, memory: &memory).map(\.state) == [.read])
    }

    @Test func withoutAListOfDisksThereIsNothingToSay() {
        var host = FakeHost()
        host.errors["/disks"] = HostError(.unavailable, "no udev")
        var memory = ProbeMemory()
        #expect(throws: HostError(.unavailable, "no udev")) { try DiskProbe().poll(host, memory: &memory) }
    }

    @Test func theIntervalIsTheSetting() {
        #expect(DiskProbe().interval(after: []) == 600)
        #expect(DiskProbe(interval: 30).interval(after: []) == 30)
    }

    /// An error is an answer; of a disk that was not asked, or that nobody could ask, nothing is known.
    @Test(
        arguments: [
            (.timedOut, 0, 30), (.refused, 1, 600), (.failed, nil, 600), (.unavailable, nil, 600), (nil, 1, 600),
        ] as [(HostError.Code?, Double?, Double)]
    )
    func aDiskThatDoesNotAnswerIsAskedAgainSooner(code: HostError.Code?, answering: Double?, interval: Double) throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001"))
        host.plug(nvme("nvme0", serial: "S4EW-2002"))
        for path in ["/disks/sda/ata.smartdata", "/disks/nvme0/nvme.log02"] {
            host.errors[path] = code.map { HostError($0, "as told") }
        }
        let seen = try poll(host)
        #expect(seen.map { $0[.answering] } == [answering, answering])
        #expect(DiskProbe().interval(after: seen) == interval)
        #expect(DiskProbe(interval: 20).interval(after: seen) == 20)
        #expect(try DiskProbe().interval(after: poll(FakeHost())) == 600)
    }

    /// Commands to such a disk fail at once, with an error that says nothing.
    @Test(arguments: [
        ("offline", 0.0), ("transport-offline", 0), ("resetting", 0), ("connecting", 0), ("dead", 0), ("running", 1),
        ("live", 1),
    ])
    func aDiskThatTheKernelDoesNotReachDoesNotAnswer(state: String, answering: Double) throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001"))
        host.plug(nvme("nvme0", serial: "S4EW-2002"))
        for folder in ["/sys/block/sda/device", "/sys/class/nvme/nvme0"] {
            host.files["\(folder)/state"] = Array("\(state)\n".utf8)
        }
        let seen = try poll(host)
        #expect(seen.map { $0[.answering] } == [answering, answering])
        #expect(host.log.take().isEmpty == (answering == 0))
        guard answering == 0 else { return }
        #expect(seen.allSatisfy { $0.state == .notWatched("it does not answer: its state is '\(state)'") })
    }

    /// Whoever says that he sleeps has answered.
    @Test func aDiskThatFellAsleepAfterItDidNotAnswerAnswersAgain() throws {
        var host = FakeHost()
        host.plug(ata("sda", serial: "WD-1001", isRotational: true))
        host.errors["/disks/sda/ata.sensee5"] = HostError(.timedOut, "5 s")
        #expect(try poll(host).map { $0[.answering] } == [0])
        host.errors = [:]
        host.answers["sda"]?[.ataCheckPowerMode] = sense(count: 0)
        #expect(try poll(host).map { $0[.answering] } == [1])
    }

    private func poll(_ host: FakeHost) throws -> [Observation] {
        var memory = ProbeMemory()
        return try DiskProbe().poll(host, memory: &memory)
    }
}

/// The kernel's own count of commands that failed.
struct IOErrorTests {
    private var host = FakeHost()
    private var memory = ProbeMemory()

    private mutating func added(_ count: Int, after seconds: Double = 600) throws -> Double? {
        host.moment.uptime += seconds
        host.files["/sys/block/sda/device/ioerr_cnt"] = Array("0x\(String(count, radix: 16))\n".utf8)
        return try DiskProbe().poll(host, memory: &memory).first?[.ioErrorsAdded]
    }

    @Test mutating func whatIsBeyondTheUsualIsTold() throws {
        host.plug(ata("sda", serial: "S1"))
        // The first count is compared with nothing, and the first time is what is usual.
        #expect(try [added(420), added(420), added(420)] == [nil, nil, 0])
        #expect(try added(520) == 100)
        #expect(try added(520) == 0)
    }

    /// A monitor that asks every 10 s and is answered in error bytes, from the beginning.
    @Test mutating func anotherMonitorIsNoError() throws {
        host.plug(ata("sda", serial: "S1"))
        for round in 0..<20 { #expect(try added(120 * round) ?? 0 == 0) }
        #expect(try added(120 * 19 + 120 + 400) ?? 0 > 50)
    }

    /// Two hundred in ten minutes are no rule of any disk, be it that they never were fewer since the machine started.
    @Test mutating func whatFailsSinceTheStartIsTold() throws {
        host.plug(ata("sda", serial: "S1"))
        #expect(try [added(200), added(400), added(600), added(800)] == [nil, nil, 80, 80])
    }

    /// SMART is off: there is nothing else by which it could be judged.
    @Test mutating func aDiskThatCannotBeReadIsJudgedByIt() throws {
        host.plug(ata("sda", serial: "S1"))
        host.errors["/disks/sda/ata.identify"] = HostError(.refused, "no")
        #expect(try [added(0), added(0), added(300)] == [nil, nil, 300])
    }

    /// Who polls once a day is told of ten minutes' share, not of a day's.
    @Test mutating func theTimeBetweenPollsDoesNotCount() throws {
        host.plug(ata("sda", serial: "S1"))
        #expect(try [added(0, after: 86_400), added(0, after: 86_400)] == [nil, nil])
        #expect(try added(288, after: 86_400) == 2)
    }

    @Test mutating func afterARestartOrAReplugThereIsNothingToCompareWith() throws {
        host.plug(ata("sda", serial: "S1"))
        #expect(try [added(5), added(5), added(2)] == [nil, nil, nil])
        #expect(try [added(2), added(2)] == [nil, 0])
        host.moment.boot = "boot-2"
        #expect(try added(255) == nil)
    }

    /// Its medium can be taken out, and to ask for it is to fail.
    @Test mutating func aCardReaderIsNotCounted() throws {
        host.plug(ata("sda", serial: "S1"))
        host.files["/sys/block/sda/removable"] = Array("1\n".utf8)
        #expect(try [added(0), added(0), added(500)] == [nil, nil, nil])
    }

    @Test(arguments: ["", "12", "0x", "0xfffffffff", "-0x1"])
    mutating func anotherTextIsNoCount(text: String) throws {
        host.plug(ata("sda", serial: "S1"))
        for _ in 0..<3 {
            host.moment.uptime += 600
            host.files["/sys/block/sda/device/ioerr_cnt"] = Array("\(text)\n".utf8)
            #expect(try DiskProbe().poll(host, memory: &memory).first?[.ioErrorsAdded] == nil)
        }
    }

    /// What changes at every poll is not written to the journal's disk.
    @Test mutating func theCountIsNotKeptOverRestarts() throws {
        host.plug(ata("sda", serial: "S1"))
        _ = try added(5)
        let before = memory.durable
        _ = try added(7)
        #expect(memory.durable == before)
    }

    @Test(arguments: ["", "b", "b 1", "b x 1", "b 1 x", "b 1 2 3 4"])
    func aBrokenTextIsNone(text: String) {
        #expect(FailedCommands(text) == nil)
    }
}

/// NVMe controllers that tell of their health at once.
struct NoticeTests {
    private var host = FakeHost()
    private var memory = ProbeMemory()

    private static func probe(_ wantsNotices: Bool) -> DiskProbe {
        DiskProbe(interval: 600, selfTesting: nil, wantsNotices: wantsNotices)
    }

    private mutating func poll(_ wantsNotices: Bool) throws -> [String] {
        _ = try Self.probe(wantsNotices).poll(host, memory: &memory)
        return host.log.take().filter { $0.hasPrefix("nvme0/nvme.notices") }
    }

    private mutating func plug() {
        var disk = nvme("nvme0", serial: "N1")
        disk.answers[.nvmeNoticesOn] = [0x02, 0x01, 0, 0]
        disk.answers[.nvmeNoticesSet(0x02)] = [0x1F, 0x01, 0, 0]
        host.plug(disk)
    }

    @Test mutating func theyAreTurnedOnAtEveryPollBecauseAResetEndsThem() throws {
        plug()
        #expect(try poll(true) == ["nvme0/nvme.notices-on"])
        // They are on now; what was on before is not forgotten.
        host.answers["nvme0"]?[.nvmeNoticesOn] = [0x1F, 0x01, 0, 0]
        #expect(try poll(true) == ["nvme0/nvme.notices-on"])
        Self.probe(true).finish(host, memory: &memory)
        #expect(host.log.take() == ["nvme0/nvme.notices-set"])
        Self.probe(true).finish(host, memory: &memory)
        #expect(host.log.take() == [])
    }

    @Test mutating func whoDoesNotWantThemNeverTouchesThem() throws {
        plug()
        for _ in 0..<3 { #expect(try poll(false) == []) }
        Self.probe(false).finish(host, memory: &memory)
        #expect(host.log.take() == [])
    }

    @Test mutating func switchedOffInTheSettingsTheyAreSetBackOnce() throws {
        plug()
        _ = try poll(true)
        #expect(try poll(false) == ["nvme0/nvme.notices-set"])
        #expect(try poll(false) == [])
    }

    @Test(arguments: [HostError.Code.refused, .timedOut, .failed])
    mutating func aControllerThatDoesNotTakeThemIsReadAllTheSame(code: HostError.Code) throws {
        plug()
        host.errors["/disks/nvme0/nvme.notices-on"] = HostError(code, "no")
        let seen = try Self.probe(true).poll(host, memory: &memory)
        #expect(seen.first?.state == .read && seen.first?[.answering] == 1)
    }

    /// What is remembered of a RAID's members outlives the end of the agent.
    @Test mutating func theEndForgetsNoMember() throws {
        plug()
        host.answers["sda"] = [:]
        let member = RAIDMember(name: "bay0", type: "megaraid,0", device: "sda")
        let probe = DiskProbe(interval: 600, selfTesting: nil, wantsNotices: true, members: [member])
        host.errors["/disks/sda/smartctl.megaraid,0.json"] = HostError(.refused, "gone")
        _ = try probe.poll(host, memory: &memory)
        let before = memory.filter { $0.key.hasSuffix("sda megaraid,0 ") }
        #expect(!before.isEmpty)
        probe.finish(host, memory: &memory)
        #expect(memory.filter { $0.key.hasSuffix("sda megaraid,0 ") } == before)
    }
}
