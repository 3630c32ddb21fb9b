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
}
