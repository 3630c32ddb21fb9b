/// The grown list's header, READ DEFECT DATA(12): how many blocks were replaced since the disk was made (SBC-4, 5.20).
package struct SCSIGrownDefects: Hashable, Sendable {
    package let count: Double

    /// Decodes the answer.
    /// - Throws: `PageError` when it is another page, or too short.
    package init(_ bytes: [UInt8]) throws(PageError) {
        guard bytes.count >= 8 else { throw PageError(code: .truncated, message: "READ DEFECT: \(bytes.count) bytes") }
        // Whatever the format that was asked for, the disk says in which it answers; those from 6 on are of no known size.
        let format = bytes[1] & 0x7
        let size: UInt32 = format == 0 ? 4 : 8
        let length = bytes[4..<8].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        // The grown list is valid (bit 3), and the factory's is not in it (bit 4).
        guard bytes[1] & 0x18 == 0x08, length % size == 0, format < 6 || length == 0 else {
            throw PageError(code: .blank, message: "READ DEFECT: not the grown list")
        }
        self.count = Double(length / size)
    }
}
