import Health
import Smart
import TestSupport
import Testing

struct NVMeErrorLogTests {
    private func log(_ entries: [(count: UInt8, type: UInt16, code: UInt16)]) throws -> NVMeErrorLog {
        var bytes = [UInt8](repeating: 0, count: 1024)
        for (index, entry) in entries.enumerated() {
            let field = entry.type << 9 | entry.code << 1 | 1
            bytes[64 * index] = entry.count
            bytes[64 * index + 12] = UInt8(truncatingIfNeeded: field)
            bytes[64 * index + 13] = UInt8(field >> 8)
            bytes[64 * index + 16] = 7
        }
        return try NVMeErrorLog(bytes)
    }

    @Test(
        arguments: [
            (0, 0x02, false), (0, 0x01, false), (1, 0x09, false), (0, 0x04, true), (0, 0x06, true), (2, 0x81, true),
            (2, 0x80, true), (2, 0x85, false), (2, 0x86, false), (3, 0x70, false),
        ] as [(UInt16, UInt16, Bool)]
    )
    func onlyTheDisksOwnErrorsCount(type: UInt16, code: UInt16, isOfDevice: Bool) throws {
        let read = try log([(9, type, code)])
        #expect(read.entries.map(\.count) == [9] && read.entries.map(\.lba) == [7])
        #expect(read.entries.map { Int($0.status.type) } == [Int(type)])
        #expect(read.deviceErrors.count == (isOfDevice ? 1 : 0))
    }

    @Test func unusedPlacesAreLeftOutAndAnEmptyLogIsEmpty() throws {
        #expect(try log([(2, 0, 2), (0, 2, 0x81), (1, 2, 0x81)]).entries.map(\.count) == [2, 1])
        #expect(try NVMeErrorLog([UInt8](repeating: 0, count: 64)).entries == [])
        #expect(throws: PageError.self) { try NVMeErrorLog([1, 2, 3]) }
        #expect(throws: PageError.self) { try NVMeErrorLog([UInt8](repeating: 0xFF, count: 1024)) }
    }
}

struct NVMeSelfTestLogTests {
    private func log(_ results: [(kind: UInt8, code: UInt8)], operation: UInt8 = 0, done: UInt8 = 0) throws
        -> NVMeSelfTestLog
    {
        var bytes = [UInt8](repeating: 0, count: 564)
        bytes[0] = operation
        bytes[1] = done
        for index in 0..<20 {
            let result = index < results.count ? results[index] : (kind: 0, code: 0xF)
            bytes[4 + 28 * index] = result.kind << 4 | result.code
            bytes[4 + 28 * index + 2] = 2
            bytes[4 + 28 * index + 16] = UInt8(index + 1)
        }
        return try NVMeSelfTestLog(bytes)
    }

    @Test func resultsNewestFirst() throws {
        let read = try log([(1, 0), (2, 7), (1, 2)], operation: 2, done: 30)
        #expect(read.entries.map(\.kind) == [.short, .extended, .short])
        #expect(read.entries.map(\.outcome) == [.passed, .failed, .aborted])
        #expect(read.entries.map(\.failingLBA) == [1, 2, 3])
        #expect(read.running?.kind == .extended && read.running?.done == 30)
        #expect(try log([]).running == nil)
    }

    /// A short test that passes makes no failed extended one good; an extended one does.
    @Test(
        arguments: [
            ([(1, 0), (2, 7)], 1), ([(2, 0), (2, 7)], 0), ([(2, 6), (1, 5)], 2), ([(1, 0)], 0), ([(2, 1), (2, 7)], 1),
        ] as [([(UInt8, UInt8)], Int)]
    )
    func failuresThatStand(results: [(UInt8, UInt8)], failures: Int) throws {
        #expect(try log(results.map { (kind: $0.0, code: $0.1) }).failures.count == failures)
    }
}

struct MMCHealthTests {
    @Test(
        arguments: [
            ("0x02 0x01", "0x01", 10, .normal), ("0x01 0x0b", "0x02", 100, .warning),
            ("0x00 0x00", "0x03", nil, .urgent),
            ("0x0c 0xff", "0x01", nil, .normal), (nil, "0x01", nil, .normal), ("0x01 0x01", "0x00", 0, nil),
        ] as [(String?, String, Double?, MMCHealth.Reserve?)]
    )
    func whatTheKernelShows(life: String?, end: String, used: Double?, reserve: MMCHealth.Reserve?) throws {
        let health = try #require(MMCHealth(lifeTime: life, preEndOfLife: end))
        #expect(health.percentageUsed == used && health.reserve == reserve)
    }

    @Test(
        arguments: [(nil, nil), ("", ""), ("0x00 0x00", "0x00"), ("2 1", "x"), ("0x-1", "0x")] as [(String?, String?)]
    )
    func aCardThatSaysNothing(life: String?, end: String?) {
        #expect(MMCHealth(lifeTime: life, preEndOfLife: end) == nil)
    }
}
