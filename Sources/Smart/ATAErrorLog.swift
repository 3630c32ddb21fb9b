/// How often an ATA disk could not do a command, and why it could not do the last ones: SMART log 01h, or general purpose log 03h
/// with 48-bit addresses (facts/disks.md section 3).
package struct ATAErrorLog: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// The number of this error since the disk was made, modulo 65,536.
        package let number: UInt16
        /// The error register.
        package let error: UInt8
        /// Power-on hours, of which the disk keeps 16 bits.
        package let hours: UInt16
        package let lba: UInt64
    }

    /// Errors since the disk was made.
    package let count: UInt16
    /// The last errors, newest first; none where the newest lies in a further sector of log 03h.
    package let entries: [Entry]

    /// Decodes SMART log 01h, 512 bytes: 5 entries of 90 bytes.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(short bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "error log 01h")
        let count = page.u16(452)
        self.count = count
        self.entries = Self.places(newest: Int(page[1]), of: 5, holding: count).compactMap { index, number in
            // Five commands of 12 bytes, then the registers when it failed.
            let (start, registers) = (2 + 90 * index, 2 + 90 * index + 60)
            guard page.holdsAny(start..<start + 90) else { return nil }
            let address = page.u32(registers + 3) & 0xFFF_FFFF
            return Entry(
                number: number,
                error: page[registers + 1],
                hours: page.u16(registers + 28),
                lba: UInt64(address)
            )
        }
    }

    /// Decodes the first sector of general purpose log 03h, 512 bytes: 4 entries of 124 bytes.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(extended bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "error log 03h")
        // Some disks keep the index in byte 1.
        let newest = page.u16(2) == 0 ? Int(page[1]) : Int(page.u16(2))
        let count = page.u16(500)
        self.count = count
        // Before its first entry comes the last of the last sector, which is not read.
        self.entries = Self.places(newest: newest, of: 4, holding: count).prefix(newest).compactMap { index, number in
            // Five commands of 18 bytes, then the registers when it failed, their halves apart.
            let (start, registers) = (4 + 124 * index, 4 + 124 * index + 90)
            guard page.holdsAny(start..<start + 124) else { return nil }
            let lba = [4, 6, 8, 5, 7, 9].enumerated().reduce(UInt64(0)) {
                $0 | UInt64(page[registers + $1.element]) << (8 * UInt64($1.offset))
            }
            return Entry(number: number, error: page[registers + 1], hours: page.u16(registers + 32), lba: lba)
        }
    }

    /// The places of a ring from the newest back, from 0, and the number of the error at each.
    private static func places(newest: Int, of size: Int, holding count: UInt16) -> [(index: Int, number: UInt16)] {
        guard (1...size).contains(newest) else { return [] }
        return (0..<min(size, Int(count))).map { ((newest - 1 - $0 + size) % size, count - UInt16($0)) }
    }
}

extension ATAErrorLog.Entry {
    /// The bits of the error register by the standard's names (ACS-4, 6.3).
    package var words: String {
        let names: [(UInt8, String)] = [
            (0x80, "interface CRC error"), (0x40, "uncorrectable data"), (0x10, "address not found"), (0x04, "aborted"),
        ]
        let known = names.filter { error & $0.0 != 0 }.map(\.1)
        return known.isEmpty ? "code \(error)" : known.joined(separator: ", ")
    }

    var text: String { "\(number): \(words) at \(hours) h, sector \(lba)" }
}
