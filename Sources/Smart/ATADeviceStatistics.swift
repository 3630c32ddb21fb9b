/// Device Statistics, log 04h: values whose meaning the standard fixes, unlike attributes (ACS-4, 9.5; facts/disks.md section 3).
///
/// One page of 512 bytes a kind; a value counts only where the disk says that it supports it and that it is valid. One that it has
/// normalized is a share of some limit, and no count.
package struct ATADeviceStatistics: Hashable, Sendable {
    private struct Place: Hashable {
        let page: UInt8
        let offset: Int
    }
    private var values: [Place: UInt64] = [:]

    /// Takes pages in any order; what is not a page of this log, or was damaged, is left out.
    package init(_ pages: [[UInt8]]) {
        for bytes in pages {
            guard let page = try? Page(bytes, size: 512, name: "Device Statistics") else { continue }
            // Revision 1, and the number of the page.
            guard page.u16(0) >= 1, (1...7).contains(page[2]) else { continue }
            for offset in stride(from: 8, to: 512, by: 8) {
                let value = page.u64(offset)
                guard value >> 56 & 0xC0 == 0xC0 else { continue }
                values[Place(page: page[2], offset: offset)] = value
            }
        }
    }

    /// The pages that page 0 lists; none where it cannot be understood.
    package static func pages(directory bytes: [UInt8]) -> [UInt8] {
        guard let page = try? Page(bytes, size: 512, name: "Device Statistics"), page[2] == 0 else { return [] }
        return (0..<min(Int(page[8]), 64)).map { page[9 + $0] }.filter { (1...7).contains($0) }
    }

    package var powerCycles: Double? { count(1, 0x08, bits: 32) }
    package var powerOnHours: Double? { count(1, 0x10, bits: 32) }
    package var sectorsWritten: Double? { count(1, 0x18, bits: 48) }
    package var sectorsRead: Double? { count(1, 0x28, bits: 48) }
    package var pendingErrors: Double? { count(1, 0x40, bits: 32) }
    package var reallocatedSectors: Double? { count(3, 0x20, bits: 32) }
    package var reallocationCandidates: Double? { count(3, 0x38, bits: 32) }
    package var reportedUncorrectable: Double? { count(4, 0x08, bits: 32) }
    package var interfaceErrors: Double? { count(6, 0x18, bits: 32) }
    package var percentageUsed: Double? { count(7, 0x08, bits: 8) }

    /// Degrees Celsius: now, and the most at which the maker lets the disk work.
    package var temperature: Double? { degrees(0x08) }
    package var maximumTemperature: Double? { degrees(0x58).flatMap { $0 > 0 ? $0 : nil } }

    private func count(_ page: UInt8, _ offset: Int, bits: UInt64) -> Double? {
        guard let value = values[Place(page: page, offset: offset)], value >> 56 & 0x20 == 0 || page == 7 else {
            return nil
        }
        return Double(value & (1 << bits - 1))
    }

    /// A signed byte of page 5; -128 and 0 stand for none.
    private func degrees(_ offset: Int) -> Double? {
        guard let value = values[Place(page: 5, offset: offset)] else { return nil }
        let degrees = Int8(truncatingIfNeeded: value)
        return degrees == 0 || degrees == .min ? nil : Double(degrees)
    }
}
