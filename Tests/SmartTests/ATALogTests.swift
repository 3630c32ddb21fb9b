import Health
import Smart
import TestSupport
import Testing

/// ATA's logs, page by page; smartctl 7.3 reads the same values from such pages.
struct ATALogTests {
    private static func page(_ fields: [(offset: Int, bytes: [UInt8])], summed: Bool = true) -> [UInt8] {
        var page = [UInt8](repeating: 0, count: 512)
        for (offset, bytes) in fields { page.replaceSubrange(offset..<offset + bytes.count, with: bytes) }
        return summed ? ATAPages.summed(page) : page
    }

    private static func little(_ value: UInt64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private static func statistics(_ number: UInt8, _ values: [(Int, UInt64, UInt64)]) -> [UInt8] {
        let entries = values.map { offset, value, flags in (offset: offset, bytes: little(value | flags << 56, 8)) }
        return page([(0, [1, 0, number])] + entries, summed: false)
    }

    @Test func deviceStatistics() {
        let read = ATADeviceStatistics([
            Self.statistics(1, [(0x10, 12_345, 0xC0), (0x18, 1 << 33, 0xC0), (0x28, 1 << 34, 0xC0), (0x40, 2, 0xC0)]),
            Self.statistics(3, [(0x20, 11, 0xC0), (0x38, 4, 0xD0)]), Self.statistics(4, [(8, 6, 0xC0)]),
            Self.statistics(5, [(8, 41, 0xC0), (0x58, 70, 0xC0)]), Self.statistics(6, [(0x18, 9, 0xC0)]),
            Self.statistics(7, [(8, 113, 0xE8)]),
        ])
        #expect(read.powerOnHours == 12_345 && read.pendingErrors == 2)
        #expect(read.sectorsWritten == 8_589_934_592 && read.sectorsRead == 17_179_869_184)
        #expect(read.reallocatedSectors == 11 && read.reallocationCandidates == 4)
        #expect(read.reportedUncorrectable == 6 && read.interfaceErrors == 9 && read.percentageUsed == 113)
        #expect(read.temperature == 41 && read.maximumTemperature == 70)
    }

    /// 80h says that a value is supported, 40h that it is valid now, 20h that it is no count but a share.
    @Test(
        arguments: [(0x80, false), (0x40, false), (0x00, false), (0xC0, true), (0xD0, true), (0xE0, false)]
            as [(UInt64, Bool)]
    )
    func onlyValidStatisticsCount(flags: UInt64, counts: Bool) {
        let read = ATADeviceStatistics([Self.statistics(3, [(0x20, 11, flags)])])
        #expect(read.reallocatedSectors == (counts ? 11 : nil))
    }

    @Test(arguments: [(0x00, nil), (0x80, nil), (0xF6, -10), (0x29, 41)] as [(UInt64, Double?)])
    func aTemperatureOfZeroIsNone(byte: UInt64, degrees: Double?) {
        #expect(ATADeviceStatistics([Self.statistics(5, [(8, byte, 0xC0)])]).temperature == degrees)
    }

    @Test func pagesOfAnotherLogAreLeftOut() {
        #expect(ATADeviceStatistics([Self.statistics(9, [(0x20, 1, 0xC0)]), [], [1, 2]]) == ATADeviceStatistics([]))
        let directory = Self.page([(0, [1, 0, 0]), (8, [7, 0, 1, 3, 4, 5, 0xFF, 7])], summed: false)
        #expect(ATADeviceStatistics.pages(directory: directory) == [1, 3, 4, 5, 7])
        let lying = Self.page([(0, [1, 0, 0]), (8, [0xFF, 0, 1])], summed: false)
        #expect(ATADeviceStatistics.pages(directory: lying) == [1])
        #expect(ATADeviceStatistics.pages(directory: []) == [])
    }

    private static func shortEntry(_ kind: UInt8, _ status: UInt8, _ hours: UInt64, _ lba: UInt64) -> [UInt8] {
        [kind, status] + little(hours, 2) + [0] + little(lba, 4)
    }

    @Test func shortSelfTestLog() throws {
        let log = try ATASelfTestLog(
            short: Self.page([
                (2, Self.shortEntry(1, 0, 100, 0xFFFF_FFFF)), (26, Self.shortEntry(2, 0x72, 1200, 4096)),
                (50, Self.shortEntry(0x81, 0, 1300, 0)), (508, [3]),
            ])
        )
        #expect(log.entries.map(\.kind) == [.short, .extended, .short])
        #expect(log.entries.map(\.hours) == [1300, 1200, 100])
        #expect(log.entries.map(\.failingLBA) == [nil, 4096, nil])
        #expect(log.failures.map(\.result.outcome) == [.read])
    }

    @Test func extendedSelfTestLog() throws {
        let failed = [2, 0x72] + Self.little(1200, 2) + [0] + Self.little(0x1234_5678_9ABC, 6)
        let passed = [1, 0] + Self.little(1300, 2) + [0] + Self.little(0xFFFF_FFFF_FFFF, 6)
        let log = try ATASelfTestLog(extended: Self.page([(2, [2]), (4, failed), (30, passed)]))
        #expect(log.entries.map(\.hours) == [1300, 1200])
        #expect(log.failures.map(\.failingLBA) == [0x1234_5678_9ABC])
    }

    /// Results newest first; what an extended test has passed since is outdated.
    @Test(
        arguments: [
            ([(2, 0x00), (2, 0x72)], 0), ([(1, 0x00), (2, 0x72)], 1), ([(2, 0x50), (1, 0x30)], 2),
            ([(2, 0x10), (2, 0x70)], 1), ([(2, 0xF3), (2, 0x72)], 1), ([(1, 0x20)], 0),
        ] as [([(UInt8, UInt8)], Int)]
    )
    func failuresThatStand(results: [(UInt8, UInt8)], failures: Int) throws {
        let entries = results.reversed().enumerated().map { index, result in
            (offset: 2 + 24 * index, bytes: Self.shortEntry(result.0, result.1, 7, 1))
        }
        let log = try ATASelfTestLog(short: Self.page(entries + [(508, [UInt8(results.count)])]))
        #expect(log.entries.count == results.count && log.failures.count == failures)
    }

    /// Where the newest entry lies elsewhere, nothing is known; that nothing has failed would be invented.
    @Test(arguments: [UInt8(22), 255])
    func anIndexBeyondTheLogIsAnError(index: UInt8) throws {
        #expect(throws: PageError.self) {
            try ATASelfTestLog(short: Self.page([(2, Self.shortEntry(2, 0x72, 1, 1)), (508, [index])]))
        }
        #expect(throws: PageError.self) { try ATASelfTestLog(extended: Self.page([(2, [index])])) }
        #expect(try ATASelfTestLog(short: Self.page([(0, [1])])).entries == [])
        #expect(try ATASelfTestLog(extended: Self.page([(0, [1])])).entries == [])
    }

    @Test(arguments: [UInt8(0xF6), 0x00, 0x80])
    func aLimitAtOrBelowZeroIsNone(byte: UInt8) throws {
        #expect(ATADeviceStatistics([Self.statistics(5, [(0x58, UInt64(byte), 0xC0)])]).maximumTemperature == nil)
        #expect(try ATASCTStatus(Self.page([(0, [2, 0]), (205, [byte])], summed: false)).maximum == nil)
    }

    @Test func errorLogs() throws {
        let short = try ATAErrorLog(
            short: Self.page([
                (1, [2]), (152, [0, 0x40, 1, 0x11, 0x22, 0x33, 0x44, 0x51]), (180, Self.little(1234, 2)),
                (452, Self.little(7, 2)),
            ])
        )
        #expect(short.count == 7)
        let newest = try #require(short.entries.first)
        #expect(short.entries.count == 1 && newest.number == 7)
        #expect(newest.error == 0x40 && newest.hours == 1234 && newest.lba == 0x433_2211)
        #expect(newest.words == "uncorrectable data")
        let extended = try ATAErrorLog(
            extended: Self.page([
                (2, [2]), (218, [0, 0x84, 1, 0, 0x56, 0xEF, 0x34, 0xCD, 0x12, 0xAB]), (250, Self.little(4321, 2)),
                (500, Self.little(300, 2)),
            ])
        )
        #expect(extended.count == 300)
        #expect(extended.entries.map(\.lba) == [0xABCD_EF12_3456] && extended.entries.map(\.hours) == [4321])
        #expect(extended.entries.map(\.words) == ["interface CRC error, aborted"])
        let empty = try ATAErrorLog(short: Self.page([(0, [1])]))
        #expect(empty.count == 0 && empty.entries == [])
    }

    /// The ring of log 01h from its newest place back to the start and on from its end; of log 03h one sector is read.
    @Test func errorsNewestFirst() throws {
        let hours = (0..<5).map { (90 + 90 * $0, Self.little(100 + UInt64($0), 2)) }
        let short = try ATAErrorLog(short: Self.page([(1, [2]), (452, Self.little(9, 2))] + hours))
        #expect(short.entries.map(\.hours) == [101, 100, 104, 103, 102])
        #expect(short.entries.map(\.number) == [9, 8, 7, 6, 5])
        let few = try ATAErrorLog(short: Self.page([(1, [2]), (452, Self.little(2, 2))] + hours))
        #expect(few.entries.map(\.hours) == [101, 100])
        let times = (0..<4).map { (126 + 124 * $0, Self.little(200 + UInt64($0), 2)) }
        func extended(_ newest: UInt8) throws -> ATAErrorLog {
            try ATAErrorLog(extended: Self.page([(2, [newest]), (500, Self.little(9, 2))] + times))
        }
        #expect(try extended(3).entries.map(\.hours) == [202, 201, 200])
        #expect(try extended(5).entries == [] && extended(5).count == 9)
    }

    @Test func temperatureStatus() throws {
        let status = try ATASCTStatus(Self.page([(0, [3, 0]), (200, [42, 20, 50, 10, 60, 65])], summed: false))
        #expect(status.temperature == 42 && status.highest == 60 && status.maximum == 65)
        let none = try ATASCTStatus(Self.page([(0, [2, 0]), (200, [0x80, 0, 0, 0, 0x80, 0])], summed: false))
        #expect(none.temperature == nil && none.highest == nil && none.maximum == nil)
        #expect(throws: PageError.self) { try ATASCTStatus(Self.page([(0, [9, 0])], summed: false)) }
    }

    /// A damaged log is an error, never an entry.
    @Test func checksumsCount() {
        var page = Self.page([(2, Self.shortEntry(2, 0x72, 1, 1)), (508, [1])])
        page[3] = 0
        #expect(throws: PageError.self) { try ATASelfTestLog(short: page) }
        #expect(throws: PageError.self) { try ATASelfTestLog(extended: page) }
        #expect(throws: PageError.self) { try ATAErrorLog(short: page) }
        #expect(throws: PageError.self) { try ATAErrorLog(extended: page) }
    }
}
