/// Why a page of a disk cannot be decoded; such a page yields no reading at all, never a zero.
package struct PageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Hashable, Sendable {
        /// Fewer bytes than the page has.
        case truncated
        /// The same byte from end to end: the bridge or driver answered, not the disk.
        case blank
        /// The sum of the bytes is not 0, as the standard demands.
        case checksum
    }

    package var code: Code
    /// What happened and to which page, for a person.
    package var message: String

    package var description: String { message }
}

/// A page of a disk, long enough for every offset below its size, with numbers in little-endian order.
struct Page {
    private let bytes: [UInt8]

    /// Checks a page's size and that it is not blank.
    ///
    /// Offsets given to the functions below must be beneath `size`.
    init(_ bytes: [UInt8], size: Int, name: String) throws(PageError) {
        guard bytes.count >= size else {
            throw PageError(code: .truncated, message: "\(name): \(bytes.count) bytes instead of \(size)")
        }
        guard let first = bytes.first, bytes.prefix(size).contains(where: { $0 != first }) else {
            throw PageError(code: .blank, message: "\(name): every byte is \(bytes.first ?? 0)")
        }
        self.bytes = bytes
    }

    /// Checks an ATA page of 512 bytes whose sum must be 0.
    init(summed bytes: [UInt8], name: String) throws(PageError) {
        try self.init(bytes, size: 512, name: name)
        try checkSum(name)
    }

    func checkSum(_ name: String) throws(PageError) {
        let sum = bytes.prefix(512).reduce(UInt8(0)) { $0 &+ $1 }
        guard sum == 0 else {
            throw PageError(code: .checksum, message: "\(name): the checksum is wrong by \(sum)")
        }
    }

    subscript(offset: Int) -> UInt8 { bytes[offset] }

    func u16(_ offset: Int) -> UInt16 { UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8 }

    func u32(_ offset: Int) -> UInt32 { UInt32(u16(offset)) | UInt32(u16(offset + 2)) << 16 }

    func u48(_ offset: Int) -> UInt64 { UInt64(u32(offset)) | UInt64(u16(offset + 4)) << 32 }

    func u64(_ offset: Int) -> UInt64 { UInt64(u32(offset)) | UInt64(u32(offset + 4)) << 32 }

    /// Whether any byte there is not 0.
    func holdsAny(_ range: Range<Int>) -> Bool { bytes[range].contains { $0 != 0 } }

    /// A counter of 128 bits; exact below 2 to the 53rd.
    func u128(_ offset: Int) -> Double {
        Double(u64(offset + 8)) * 18_446_744_073_709_551_616 + Double(u64(offset))
    }

    /// An ATA word of IDENTIFY DEVICE.
    func word(_ index: Int) -> UInt16 { u16(index * 2) }

    /// Printable ASCII without the spaces around it; anything else becomes `?`, a NUL ends the text.
    func text(_ range: Range<Int>, swapped: Bool = false) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity(range.count)
        for offset in range {
            let byte = bytes[swapped ? offset ^ 1 : offset]
            guard byte != 0 else { break }
            characters.append((0x20...0x7E).contains(byte) ? byte : UInt8(ascii: "?"))
        }
        let space = UInt8(ascii: " ")
        let end = characters.lastIndex { $0 != space }.map { $0 + 1 } ?? 0
        return String(decoding: characters[..<end].drop { $0 == space }, as: UTF8.self)
    }
}
