import Health
import Smart
import TestSupport
import Testing

@Suite(.enabled(if: Captures.areThere, Comment(rawValue: Captures.absence)))
struct SCSIOracleTests {
    static let captures = Captures.names(in: "smart/smartctl-json-scsi", ending: ".json")

    /// From smartctl's output back to pages and through the decoders again.
    func comparison(capture: String) throws -> Comparison {
        let oracle = try SCSIOracle("smart/smartctl-json-scsi/\(capture)")
        var comparison = Comparison()
        for (name, page) in SCSIOracle.counterPages {
            guard let theirs = oracle.scsi_error_counter_log?[name] else { continue }
            let ours = try theirs.counters(page: page)
            comparison.compare("\(name) fast", ours.correctedFast, theirs.errors_corrected_by_eccfast)
            comparison.compare("\(name) delayed", ours.correctedDelayed, theirs.errors_corrected_by_eccdelayed)
            comparison.compare("\(name) repeated", ours.repeated, theirs.errors_corrected_by_rereads_rewrites)
            comparison.compare("\(name) corrected", ours.corrected, theirs.total_errors_corrected)
            comparison.compare("\(name) invocations", ours.invocations, theirs.correction_algorithm_invocations)
            comparison.compare("\(name) processed", ours.processed, theirs.processed)
            comparison.compare("\(name) uncorrected", ours.uncorrected, theirs.total_uncorrected_errors)
        }
        if let theirs = oracle.temperature {
            let limit = theirs.drive_trip ?? 0
            let ours = try SCSITemperature(scsiLog(0x0D, [(0, [0, UInt8(theirs.current)]), (1, [0, UInt8(limit)])]))
            // A disk at 0 degrees reports none.
            comparison.compare("temperature", ours.current, theirs.current == 0 ? nil : theirs.current)
            comparison.compare("limit", ours.limit, limit == 0 ? nil : limit)
        }
        if let theirs = oracle.scsi_grown_defect_list {
            let ours = try SCSIGrownDefects([0, 0x0D, 0, 0] + big(theirs * 8, 4))
            comparison.compare("grown defects", ours.count, theirs)
        }
        if let theirs = oracle.power_on_time {
            let minutes = theirs.hours * 60 + (theirs.minutes ?? 0)
            let ours = try SCSIDisk.powerOnHours(scsiLog(0x15, [(0, big(minutes, 4) + [0, 0, 0, 0])]))
            comparison.compare("hours", ours, theirs.hours)
        }
        return comparison
    }

    @Test(arguments: captures)
    func everyValueOfACaptureIsSmartctls(capture: String) throws {
        let comparison = try comparison(capture: capture)
        print("\(capture): \(comparison.share)")
        #expect(comparison.equal > 0)
        #expect(comparison.differences == [])
    }

    /// Pages of a real disk; smartctl 7.3 says the same of them.
    @Test func theRecordedPagesOfARealDisk() throws {
        let folder = "smart/scsi-raw/SEAGATE_ST300MM0006"
        let inquiry = try SCSIInquiry(Captures.bytes("\(folder).inquiry.bin"))
        #expect(inquiry.vendor == "SEAGATE" && inquiry.product == "ST300MM0006" && inquiry.revision == "B001")
        #expect(inquiry.isDisk)
        #expect(try SCSIInquiry.serial(Captures.bytes("\(folder).vpd80.bin")) == "S0K5MZZ40000K62872UR")
        let reads = try SCSIErrorCounters(Captures.bytes("\(folder).log03.bin"), page: 0x03)
        #expect(reads.correctedFast == 2_848_143_967 && reads.corrected == 2_848_143_967 && reads.uncorrected == 0)
        #expect(reads.processed.map { ($0 / 1e6).rounded() } == 68_674_396)
        let writes = try SCSIErrorCounters(Captures.bytes("\(folder).log02.bin"), page: 0x02)
        #expect(writes.corrected == 0 && writes.processed.map { ($0 / 1e6).rounded() } == 19_933_420)
    }

    @Test(arguments: ["sense_fixed.bin", "sense_descriptor.bin"])
    func recordedSenseBytesAreRead(name: String) throws {
        #expect(SCSISense(try Captures.bytes("smart/scsi-raw/\(name)")) != nil)
    }
}

struct SCSITests {
    @Test(
        arguments: [
            (0x5D, 0x10, true, "hardware will fail (0)"), (0x5D, 0x00, true, "failure foreseen"),
            (0x5D, 0xFF, false, "test of the failure notice"), (0x0B, 0x01, false, "warning: too warm"),
            (0x00, 0x00, false, nil), (0x5D, 0x42, true, "servo will fail (2)"),
        ] as [(UInt8, UInt8, Bool, String?)]
    )
    func notices(code: UInt8, qualifier: UInt8, fails: Bool, words: String?) throws {
        let exceptions = try SCSIExceptions(scsiLog(0x2F, [(0, [code, qualifier, 40])]))
        #expect(exceptions.sense.foretellsFailure == fails && exceptions.sense.words == words)
        #expect(exceptions.temperature == 40)
        var disk = SCSIDisk()
        disk.exceptions = exceptions
        #expect(disk.readings().first { $0.quantity == .failing }?.value == .number(fails ? 1 : 0))
        // Switched off, the notice's absence says nothing; its presence does.
        disk.control = try SCSIExceptionsControl([11, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0x9C, 10, 0x08])
        #expect(disk.readings().first { $0.quantity == .failing }?.value == (fails ? .number(1) : nil))
        #expect(disk.readings().first { $0.quantity == .notice }?.value == .text(words ?? "switched off"))
    }

    /// Some disks give their notice only to REQUEST SENSE (MRIE 6).
    @Test func aNoticeInTheSenseCounts() throws {
        var disk = SCSIDisk()
        disk.exceptions = try SCSIExceptions(scsiLog(0x2F, [(0, [0, 0, 0])]))
        disk.sense = SCSISense([0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x5D, 0x10])
        #expect(disk.readings().first { $0.quantity == .failing }?.value == .number(1))
        #expect(!disk.readings().contains { $0.quantity == .temperature })
        disk.exceptions = nil
        #expect(disk.isWatched && disk.readings().first { $0.quantity == .failing }?.value == .number(1))
        disk.sense = SCSISense([0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0])
        #expect(!disk.isWatched && !disk.readings().contains { $0.quantity == .failing })
    }

    @Test(
        arguments: [
            ([0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x5E, 0x02], true),
            ([0x70, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x5E, 0x01], false),
            ([0x70, 0, 2, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x04, 0x02], true),
            ([0x72, 0, 0x5E, 0x43, 0, 0, 0, 0], true), ([0x72, 0, 0, 0, 0, 0, 0, 0], false),
            ([0x70, 0, 2, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x04, 0x01], false),
        ] as [([UInt8], Bool)]
    )
    func sleep(sense: [UInt8], isAsleep: Bool) throws {
        #expect(try #require(SCSISense(sense)).isAsleep == isAsleep)
    }

    @Test(arguments: [[], [0x70], [0x70, 0, 0, 0], [0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]])
    func whatIsNoSenseIsNone(bytes: [UInt8]) {
        #expect(SCSISense(bytes) == nil)
    }

    @Test func selfTests() throws {
        func result(_ code: UInt8, _ result: UInt8, hours: UInt8, lba: [UInt8]) -> [UInt8] {
            [code << 5 | result, 0, 0, hours] + lba + [0, 0, 0, 0]
        }
        let none = [UInt8](repeating: 0xFF, count: 8)
        let results = [
            result(1, 0, hours: 9, lba: none), result(2, 7, hours: 8, lba: [0, 0, 0, 0, 0, 0, 1, 0]),
            result(2, 0, hours: 7, lba: none), result(2, 3, hours: 6, lba: none),
        ]
        let unused = [UInt8](repeating: 0, count: 16)
        let read = try SCSISelfTestLog(
            scsiLog(0x10, (results + Array(repeating: unused, count: 16)).enumerated().map { (UInt16($0 + 1), $1) })
        )
        #expect(read.entries.map(\.hours) == [9, 8, 7, 6])
        #expect(read.failures.map(\.failingLBA) == [256])
    }

    @Test func otherPages() throws {
        #expect(try SCSIDisk.percentageUsed(scsiLog(0x11, [(1, [0, 0, 0, 97])])) == 97)
        #expect(try SCSIDisk.nonMediumErrors(scsiLog(0x06, [(0, [0, 0, 1, 0])])) == 256)
        #expect(try SCSIStartStops(scsiLog(0x0E, [(1, [0, 0]), (4, [0, 0, 0, 77])])).starts == 77)
        #expect(try SCSIGrownDefects([0, 0x08, 0, 0, 0, 0, 0, 12]).count == 3)
        // The factory's list alone, both lists, no whole number of entries, entries of an unknown size.
        for (flags, length) in [(0x10, 12), (0x18, 12), (0x0C, 12), (0x0E, 16)] as [(UInt8, UInt8)] {
            #expect(throws: PageError.self) { try SCSIGrownDefects([0, flags, 0, 0, 0, 0, 0, length]) }
        }
        let emulated = try SCSITemperature(scsiLog(0x0D, [(0, [0, 0]), (1, [0, 0])]))
        #expect(emulated.current == nil && emulated.limit == nil)
    }

    @Test func anotherPageThanAskedForIsAnError() {
        #expect(throws: PageError.self) { try SCSITemperature(scsiLog(0x0E, [(0, [0, 40])])) }
        #expect(throws: PageError.self) { try SCSITemperature([]) }
        #expect(throws: PageError.self) { try SCSIExceptions(scsiLog(0x2F, [])) }
        #expect(throws: PageError.self) { try SCSIInquiry([0, 0, 6]) }
        #expect(throws: PageError.self) { try SCSIExceptionsControl([3, 0, 0, 0xFF, 0x9C]) }
    }

    /// Of a page that says that it is longer than it is, or whose parameters do, only what is whole counts.
    @Test func lengthsThatLie() throws {
        #expect(try SCSITemperature([0x0D, 0, 0xFF, 0xFF, 0, 0, 0, 2, 0, 40]).current == 40)
        #expect(try SCSITemperature([0x0D, 0, 0, 6, 0, 0, 0, 0xFF, 0, 40]).current == nil)
        #expect(try SCSITemperature([0x0D, 0, 0, 0, 0, 0, 0, 2, 0, 40]).current == nil)
        #expect(SCSIInquiry.serial([0, 0x80, 0, 0xFF, 0x41, 0x42, 0x43]) == "ABC")
    }
}
