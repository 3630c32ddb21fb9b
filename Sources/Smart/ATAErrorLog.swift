/// How often an ATA disk could not do a command, and why it could not do the last one: SMART log 01h, or general purpose log 03h
/// with 48-bit addresses (facts/disks.md section 3).
package struct ATAErrorLog: Hashable, Sendable {
    /// The newest error.
    package struct Entry: Hashable, Sendable {
        /// The error register.
        package let error: UInt8
        /// Power-on hours, of which the disk keeps 16 bits.
        package let hours: UInt16
        package let lba: UInt64
    }

    /// Errors since the disk was made.
    package let count: UInt16
    package let newest: Entry?

    /// Decodes SMART log 01h, 512 bytes: 5 entries of 90 bytes.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(short bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "error log 01h")
        let index = Int(page[1])
        self.count = page.u16(452)
        guard count > 0, (1...5).contains(index) else {
            self.newest = nil
            return
        }
        // Five commands of 12 bytes, then the registers when it failed.
        let registers = 2 + 90 * (index - 1) + 60
        let address = UInt64(page[registers + 3]) | UInt64(page[registers + 4]) << 8 | UInt64(page[registers + 5]) << 16
        self.newest = Entry(
            error: page[registers + 1],
            hours: page.u16(registers + 28),
            lba: address | UInt64(page[registers + 6] & 0xF) << 24
        )
    }

    /// Decodes the first sector of general purpose log 03h, 512 bytes: 4 entries of 124 bytes.
    /// - Throws: `PageError`, also for a wrong checksum.
    package init(extended bytes: [UInt8]) throws(PageError) {
        let page = try Page(summed: bytes, name: "error log 03h")
        // Some disks keep the index in byte 1.
        let index = page.u16(2) == 0 ? Int(page[1]) : Int(page.u16(2))
        self.count = page.u16(500)
        guard count > 0, (1...4).contains(index) else {
            self.newest = nil
            return
        }
        // Five commands of 18 bytes, then the registers when it failed, their halves apart.
        let registers = 4 + 124 * (index - 1) + 90
        let order = [4, 6, 8, 5, 7, 9]
        let lba = order.enumerated().reduce(UInt64(0)) {
            $0 | UInt64(page[registers + $1.element]) << (8 * UInt64($1.offset))
        }
        self.newest = Entry(error: page[registers + 1], hours: page.u16(registers + 32), lba: lba)
    }
}

extension ATAErrorLog.Entry {
    /// The bits of the error register by the standard's names (ACS-4, 6.3).
    package var words: String {
        let names: [(UInt8, String)] = [
            (0x80, "interface CRC error"), (0x40, "uncorrectable data"), (0x10, "address not found"), (0x04, "aborted"),
        ]
        let known = names.filter { error & $0.0 != 0 }.map(\.1)
        return known.isEmpty ? "error \(error)" : known.joined(separator: ", ")
    }
}
