import Foundation
import Health
import Smart
import TestSupport
import Testing

/// Disks made of mutated pages: no trap, and no reading that could not be true.
///
/// `VIGIE_FUZZ=N` makes N inputs, and `VIGIE_SEED=N` repeats a run (Makefile, `fuzz`).
struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["VIGIE_SEED"].flatMap { UInt64($0) } ?? 20_261_127
    private static let inputs = environment["VIGIE_FUZZ"].flatMap { Int($0) } ?? 40_000

    @Test func noTrapAndNoInventedReading() {
        var mutator = Mutator(seed: Self.seed)
        let pages = FuzzPages()
        var (disks, readings, wrong) = (0, 0, [String]())
        while mutator.inputs < Self.inputs, wrong.count < 10 {
            let before = mutator.inputs
            for disk in pages.disks(&mutator) {
                disks += 1
                readings += disk.readings.count
                wrong += Self.complaints(disk.readings, sectors: disk.sectors).map { "input \(before): \($0)" }
            }
            pages.texts(&mutator)
        }
        print("fuzz: \(mutator.inputs) inputs, \(disks) disks, \(readings) readings, seed \(Self.seed)")
        #expect(wrong == [])
        // Most of what is made must be worth decoding.
        #expect(disks * 20 > mutator.inputs && readings > 10 * disks)
    }

    /// What could not be true of a disk with so many sectors.
    private static func complaints(_ readings: [Reading], sectors: UInt64?) -> [String] {
        var complaints: [String] = []
        if Set(readings.map(\.quantity)).count != readings.count { complaints.append("a quantity is told twice") }
        for reading in readings {
            guard let number = reading.value.number else { continue }
            let (quantity, isSigned) = (reading.quantity, reading.quantity.unit == .celsius)
            if !number.isFinite || (number < 0 && !isSigned) { complaints.append("\(quantity) is \(number)") }
            if isSigned, number.magnitude > 1000 { complaints.append("\(quantity) is \(number) degrees") }
            let areSectors = [.reallocatedSectors, .pendingSectors, .uncorrectableSectors].contains(quantity)
            if areSectors, let sectors, number >= Double(sectors) { complaints.append("\(quantity) is \(number)") }
            if quantity == .failing, number != 0, number != 1 { complaints.append("failing is \(number)") }
        }
        return complaints
    }
}

/// Pages of all kinds that decode, to be mutated.
private struct FuzzPages {
    struct Disk {
        var readings: [Reading]
        var sectors: UInt64?
    }

    let identify: [UInt8]
    let data: [UInt8]
    let thresholds: [UInt8]
    let statistics: [[UInt8]]
    let tests: [UInt8]
    let errors: [UInt8]
    let sct: [UInt8]
    let nvme = nvmeIdentify(model: "M", serial: "S")
    let scsiPages: [(UInt8, [UInt8])]

    init() {
        var random = Mutator(seed: 1)
        var identify = [UInt8](repeating: 0, count: 512)
        for (word, value) in [(82, 1), (83, 0x4400), (84, 0x4023), (85, 1), (87, 0x4023), (100, 0x9000), (206, 1)] {
            identify[2 * word...2 * word + 1] = [UInt8(value & 0xFF), UInt8(value >> 8)]
        }
        identify[510] = 0xA5
        self.identify = ATAPages.summed(identify)
        var data = [UInt8](repeating: 0, count: 512)
        var thresholds = data
        let ids: [UInt8] = [
            1, 5, 7, 9, 10, 12, 177, 184, 187, 188, 190, 194, 196, 197, 198, 199, 202, 231, 233, 240, 241, 242,
        ]
        for (index, id) in ids.enumerated() {
            let start = 2 + 12 * index
            data.replaceSubrange(start..<start + 12, with: [id, random.byte() & 0x3F, 0, 100, 100] + random.bytes(7))
            thresholds.replaceSubrange(start..<start + 2, with: [id, 10])
        }
        data.replaceSubrange(362..<380, with: random.bytes(18))
        self.data = ATAPages.summed(data)
        self.thresholds = ATAPages.summed(thresholds)
        statistics = (1...7).map { number in
            var page = [UInt8](repeating: 0, count: 512)
            page.replaceSubrange(0..<3, with: [1, 0, UInt8(number)])
            for entry in 1..<16 { page.replaceSubrange(8 * entry..<8 * entry + 8, with: random.bytes(7) + [0xC0]) }
            return page
        }
        tests = ATAPages.summed([1, 0] + random.bytes(504) + [0, 0, 3, 0, 0, 0])
        errors = ATAPages.summed([1, 2] + random.bytes(510))
        sct = ATAPages.summed([3, 0] + random.bytes(510))
        scsiPages = [0x02, 0x03, 0x05, 0x06, 0x0D, 0x0E, 0x11, 0x15, 0x2F].map { page in
            (page, scsiLog(page, (0..<8).map { (UInt16($0), random.bytes(1 + random.random.below(8))) }))
        }
    }

    /// An ATA, an NVMe and a SCSI disk, as far as their first pages decode.
    func disks(_ mutator: inout Mutator) -> [Disk] {
        [ata(&mutator), nvme(&mutator), scsi(&mutator)].compactMap(\.self)
    }

    private func ata(_ mutator: inout Mutator) -> Disk? {
        let sense = [[0x72, 0, 0, 0x1D, 0, 0, 0, 14, 9, 12], [0x70, 0, 0, 0, 0x50]] as [[UInt8]]
        let senses = sense.map { mutator.page(like: $0 + mutator.bytes(16)) }
        for sense in senses { _ = ATAPowerMode(sense: sense) }
        let pages = [identify, data, thresholds].map { mutator.page(like: $0, isSummed: true) }
        let logs = [tests, tests, errors, errors, sct].map { mutator.page(like: $0, isSummed: true) }
        let counts = statistics.map { mutator.page(like: $0) }
        _ = try? ATASmartData.sectorUnderTest(logs[0])
        _ = ATADeviceStatistics.pages(directory: counts[0])
        guard let identify = try? ATAIdentify(pages[0]), let data = try? ATASmartData(pages[1]) else { return nil }
        var disk = ATADisk(
            identify: identify,
            data: data,
            thresholds: try? ATAThresholds(pages[2]),
            status: ATAStatus(sense: senses[mutator.random.below(2)])
        )
        if mutator.random.chance(50) { disk.statistics = ATADeviceStatistics(counts) }
        disk.selfTests = (try? ATASelfTestLog(short: logs[0])) ?? (try? ATASelfTestLog(extended: logs[1]))
        disk.errors = (try? ATAErrorLog(short: logs[2])) ?? (try? ATAErrorLog(extended: logs[3]))
        disk.sct = try? ATASCTStatus(logs[4])
        if mutator.random.chance(30) { disk.presets = DrivePresets(presets(&mutator)) }
        for record in disk.selfTests?.records ?? [] { _ = record.age(at: disk.powerOnHours) }
        return Disk(readings: disk.readings(), sectors: identify.sectors)
    }

    private func nvme(_ mutator: inout Mutator) -> Disk? {
        let log = mutator.page(like: mutator.bytes(6) + [UInt8](repeating: 0, count: 26) + mutator.bytes(480))
        let (errors, tests) = (mutator.page(like: mutator.bytes(1024)), mutator.page(like: mutator.bytes(564)))
        guard let identify = try? NVMeIdentify(mutator.page(like: nvme)), let health = try? NVMeSmartLog(log) else {
            return nil
        }
        var disk = NVMeDisk(identify: identify, log: health)
        disk.errors = try? NVMeErrorLog(errors)
        disk.selfTests = try? NVMeSelfTestLog(tests)
        return Disk(readings: disk.readings(), sectors: nil)
    }

    private func scsi(_ mutator: inout Mutator) -> Disk? {
        let logs = Dictionary(uniqueKeysWithValues: scsiPages.map { ($0.0, mutator.page(like: $0.1)) })
        func log(_ page: UInt8) -> [UInt8] { logs[page] ?? [] }
        var entries: [UInt8] = []
        for number in UInt8(1)...20 { entries += [0, number, 3, 16] + mutator.bytes(16) }
        let tests = mutator.page(like: [0x10, 0, 1, 0x90] + entries)
        let inquiry = mutator.page(like: [0, 0, 6, 2, 31] + mutator.bytes(31))
        _ = try? SCSIInquiry(inquiry)
        _ = SCSIInquiry.serial(mutator.page(like: [0, 0x80, 0, 8] + mutator.bytes(8)))
        var disk = SCSIDisk()
        disk.exceptions = try? SCSIExceptions(log(0x2F))
        disk.control = try? SCSIExceptionsControl(mutator.page(like: [15, 0, 0, 0, 0x1C, 10] + mutator.bytes(10)))
        disk.sense = SCSISense(mutator.page(like: [0x70] + mutator.bytes(17)))
        disk.temperature = try? SCSITemperature(log(0x0D))
        disk.writes = try? SCSIErrorCounters(log(0x02), page: 0x02)
        disk.reads = try? SCSIErrorCounters(log(0x03), page: 0x03)
        disk.verifications = try? SCSIErrorCounters(log(0x05), page: 0x05)
        disk.selfTests = try? SCSISelfTestLog(tests)
        disk.grownDefects = try? SCSIGrownDefects(mutator.page(like: [0, 0x0D, 0, 0] + mutator.bytes(4)))
        disk.percentageUsed = try? SCSIDisk.percentageUsed(log(0x11))
        disk.powerOnHours = try? SCSIDisk.powerOnHours(log(0x15))
        disk.nonMediumErrors = try? SCSIDisk.nonMediumErrors(log(0x06))
        disk.startStops = try? SCSIStartStops(log(0x0E))
        return Disk(readings: disk.readings(), sectors: nil)
    }

    /// Texts: eMMC's in sysfs, presets, and a drive database.
    func texts(_ mutator: inout Mutator) {
        let hex = "0x123456789abcdefABCDEF \n-"
        _ = MMCHealth(
            lifeTime: mutator.text(like: "0x02 0x01", alphabet: hex),
            preEndOfLife: mutator.text(like: "0x01", alphabet: hex)
        )
        _ = DrivePresets(presets(&mutator))
        let database = """
            /* one */ { "DEFAULT", "-", "-", "", "-v 5,raw16(raw16),Reallocated_Sector_Ct" },
            { "Family", "MODEL [0-9]+", "", "a warning", // comment
              "-v 9,minutes,Power_On_Minutes " "-F xerrorlba" }, { "USB: x", "0x1234:0x.*", "", "", "-d sat" },
            """
        let text = mutator.text(like: database, alphabet: "\"\\{},/*\n ax-[](")
        _ = try? DriveDatabase(Array(text.utf8))
    }

    private func presets(_ mutator: inout Mutator) -> String {
        let good = "-v 9,msec24hour32 -v 5,raw16(raw16),Name -v 194,tempminmax,Temp,HDD -v 188,raw48:54321 -F samsung"
        return mutator.text(like: good, alphabet: "-v 0123456789,:()rawhexz%FHDS")
    }
}
