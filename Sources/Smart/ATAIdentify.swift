/// What an ATA disk says of itself: IDENTIFY DEVICE, 512 bytes (facts/disks.md section 3).
package struct ATAIdentify: Hashable, Sendable {
    /// Whether the disk keeps SMART data.
    package enum Support: String, Hashable, Sendable {
        case unsupported
        case disabled
        case enabled
        /// Its words 82 to 87 are not valid.
        case unknown
    }

    /// How its platters turn.
    package enum Rotation: Hashable, Sendable {
        case solidState
        /// Revolutions a minute.
        case rate(Int)
        case unknown
    }

    package let model: String
    package let serial: String
    package let firmware: String
    /// The 64-bit name; nil when the disk has none.
    package let wwn: UInt64?
    /// Logical sectors; nil when not reported.
    package let sectors: UInt64?
    /// Bytes.
    package let logicalSectorSize: Int
    package let physicalSectorSize: Int
    package let rotation: Rotation
    package let smart: Support
    /// Whether it keeps an error log, tests itself, keeps general purpose logs, and answers SCT's.
    package let hasErrorLog: Bool
    package let hasSelfTests: Bool
    package let hasGeneralLogs: Bool
    package let hasSCT: Bool

    /// Capacity in bytes.
    package var capacity: Double? { sectors.map { Double($0) * Double(logicalSectorSize) } }

    /// Decodes the page.
    /// - Throws: `PageError`; the checksum counts only where the disk signs it (byte 510 is A5h).
    package init(_ bytes: [UInt8]) throws(PageError) {
        let page = try Page(bytes, size: 512, name: "IDENTIFY DEVICE")
        if page[510] == 0xA5 { try page.checkSum("IDENTIFY DEVICE") }
        self.serial = page.text(20..<40, swapped: true)
        self.firmware = page.text(46..<54, swapped: true)
        self.model = page.text(54..<94, swapped: true)
        self.wwn = Self.wwn(page)
        self.sectors = Self.sectors(page)
        (self.logicalSectorSize, self.physicalSectorSize) = Self.sectorSizes(page)
        self.rotation =
            switch page.word(217) {
            case 1: .solidState
            case let rate where (0x0401...0xFFFE).contains(rate): .rate(Int(rate))
            default: .unknown
            }
        self.smart = Self.smart(page)
        let features = [page.word(87), page.word(84)].first(where: Self.isValid) ?? 0
        self.hasErrorLog = features & 0x1 != 0
        self.hasSelfTests = features & 0x2 != 0
        self.hasGeneralLogs = features & 0x20 != 0
        self.hasSCT = page.word(206) & 1 != 0 && page.word(206) != 0xFFFF
    }

    /// Words 82 to 84 and 85 to 87 are valid when the upper bits of their third word are 01.
    private static func isValid(_ word: UInt16) -> Bool { word >> 14 == 1 }

    private static func wwn(_ page: Page) -> UInt64? {
        guard isValid(page.word(87)), page.word(87) & 0x100 != 0 else { return nil }
        let name = (108...111).reduce(UInt64(0)) { $0 << 16 | UInt64(page.word($1)) }
        return name == 0 || name == .max ? nil : name
    }

    private static func sectors(_ page: Page) -> UInt64? {
        let extended = page.word(69) & 0x8 != 0 ? page.u64(460) : 0
        let long = isValid(page.word(83)) && page.word(83) & 0x400 != 0 ? page.u64(200) : 0
        // An address has 48 bits; a larger number of them is none.
        return [extended, long, UInt64(page.u32(120))].first { (1...1 << 48).contains($0) }
    }

    private static func sectorSizes(_ page: Page) -> (logical: Int, physical: Int) {
        let word = page.word(106)
        guard isValid(word) else { return (512, 512) }
        let words = word & 0x1000 != 0 ? Int(page.u32(234)) : 256
        let logical = (256...0x1_0000).contains(words) ? words * 2 : 512
        return (logical, word & 0x2000 != 0 ? logical << Int(word & 0xF) : logical)
    }

    private static func smart(_ page: Page) -> Support {
        guard isValid(page.word(83)) else { return .unknown }
        guard page.word(82) & 1 != 0 else { return .unsupported }
        guard isValid(page.word(87)) else { return .unknown }
        return page.word(85) & 1 != 0 ? .enabled : .disabled
    }
}
