import Health
import Smart
import TestSupport
import Testing

/// What a disk, a bridge or an attacker may send instead of a page: an error with its reason, never a trap.
struct DamagedPageTests {
    enum Kind: String, CaseIterable {
        case identify, data, thresholds, nvmeIdentify, nvmeLog

        var size: Int { self == .nvmeIdentify ? 4096 : 512 }
        var hasChecksum: Bool { self != .nvmeIdentify && self != .nvmeLog }

        /// A page that decodes.
        var good: [UInt8] {
            guard self != .nvmeIdentify else { return SmartTests.nvmeIdentify(model: "M", serial: "S") }
            var page = [UInt8](repeating: 0, count: 512)
            page[0] = 16
            page[2] = 5
            page[3] = 10
            if self == .identify { page[510] = 0xA5 }
            return hasChecksum ? ATAPages.summed(page) : page
        }

        func decode(_ bytes: [UInt8]) throws {
            switch self {
            case .identify: _ = try ATAIdentify(bytes)
            case .data: _ = try ATASmartData(bytes)
            case .thresholds: _ = try ATAThresholds(bytes)
            case .nvmeIdentify: _ = try NVMeIdentify(bytes)
            case .nvmeLog: _ = try NVMeSmartLog(bytes)
            }
        }

        func error(_ bytes: [UInt8]) -> PageError? {
            do {
                try decode(bytes)
                return nil
            } catch {
                return error as? PageError
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func aGoodPageDecodes(kind: Kind) throws {
        try kind.decode(kind.good)
    }

    @Test(arguments: Kind.allCases)
    func everyShorterPageIsTruncated(kind: Kind) {
        for length in 0..<kind.size {
            let error = kind.error(Array(kind.good.prefix(length)))
            #expect(error?.code == .truncated, "\(length) bytes")
            #expect(error?.message.contains("\(length) bytes") == true)
        }
    }

    @Test(arguments: Kind.allCases, [UInt8(0), 0xFF, 0x5A])
    func aPageOfOneByteIsBlank(kind: Kind, byte: UInt8) {
        #expect(kind.error([UInt8](repeating: byte, count: kind.size))?.code == .blank)
    }

    @Test(arguments: Kind.allCases.filter(\.hasChecksum))
    func everyFlippedBitBreaksTheChecksum(kind: Kind) {
        for offset in 0..<510 {
            var page = kind.good
            page[offset] ^= 0x10
            #expect(kind.error(page)?.code == .checksum, "byte \(offset)")
        }
    }

    /// Mutated and random pages of every kind: no trap, no number that is not finite, no scale beyond a byte, no count of
    /// sectors beyond the disk.
    @Test func twentyThousandMutatedPages() throws {
        var random = Seeded(20_261_124)
        var decoded = 0
        var implausible: [Int] = []
        for round in 0..<20_000 {
            var pages = Kind.allCases.map(\.good)
            for index in pages.indices {
                for _ in 0..<Int(random.next() % 64) {
                    pages[index][Int(random.next() % UInt64(pages[index].count))] = UInt8(
                        truncatingIfNeeded: random.next()
                    )
                }
                if Kind.allCases[index].hasChecksum, round % 8 != 0 { pages[index] = ATAPages.summed(pages[index]) }
                if round % 64 == 0 { pages[index].removeLast(Int(random.next() % 512)) }
            }
            let sense = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let senses = [sense, [0x72, 0, 0, 0x1D, 0, 0, 0, 14] + sense, [0x70, 0, 0, 0, 0x50] + sense]
            for sense in senses { _ = ATAPowerMode(sense: sense) }
            if let identify = try? ATAIdentify(pages[0]), let data = try? ATASmartData(pages[1]) {
                let disk = ATADisk(
                    identify: identify,
                    data: data,
                    thresholds: try? ATAThresholds(pages[2]),
                    status: ATAStatus(sense: senses[round % 3])
                )
                decoded += 1
                if !isPlausible(disk.readings(), sectors: identify.sectors) { implausible.append(round) }
            }
            if let identify = try? NVMeIdentify(pages[3]), let log = try? NVMeSmartLog(pages[4]) {
                decoded += 1
                let disk = NVMeDisk(identify: identify, log: log)
                if !isPlausible(disk.readings(), sectors: nil) { implausible.append(round) }
            }
        }
        #expect(decoded > 30_000)
        #expect(implausible == [])
    }

    /// Whether every reading could be true of a disk with so many sectors.
    private func isPlausible(_ readings: [Reading], sectors: UInt64?) -> Bool {
        Set(readings.map(\.quantity)).count == readings.count
            && readings.allSatisfy { reading in
                guard let number = reading.value.number else { return true }
                let isSectors = [.reallocatedSectors, .pendingSectors, .uncorrectableSectors].contains(reading.quantity)
                return number.isFinite && (number >= 0 || reading.quantity.unit == .celsius)
                    && (!isSectors || sectors.map { number < Double($0) } ?? true)
            }
    }
}
