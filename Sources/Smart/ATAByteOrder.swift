/// The bytes of an attribute's table entry from which its number is made (facts/disks.md section 3).
package struct ATARawBytes: Hashable, Sendable {
    /// 48 bits, the first byte lowest.
    package var raw: UInt64
    /// The byte that follows the raw ones; some disks extend the raw value into it.
    package var reserved: UInt8
    package var current: UInt8
    package var worst: UInt8

    /// Bits of `raw` above the 48th are left out.
    package init(_ raw: UInt64, reserved: UInt8 = 0, current: UInt8 = 0, worst: UInt8 = 0) {
        self.raw = raw & 0xFFFF_FFFF_FFFF
        self.reserved = reserved
        self.current = current
        self.worst = worst
    }
}

/// Which bytes make the number, highest first: one to eight letters of `012345rvwz`.
///
/// A digit is a raw byte, `r` the reserved byte, `v` the current value, `w` the worst one, `z` a zero.
package struct ATAByteOrder: Hashable, Sendable {
    private let letters: [UInt8]

    /// The raw bytes alone.
    package static let six = ATAByteOrder(letters: Array("543210".utf8))

    /// Reads the letters; nil when there are none, more than eight or others.
    package init?(_ text: some StringProtocol) {
        let letters = Array(text.utf8.prefix(9))
        guard (1...8).contains(letters.count), letters.allSatisfy(Self.isLetter) else { return nil }
        self.letters = letters
    }

    private init(letters: [UInt8]) {
        self.letters = letters
    }

    package var text: String { String(decoding: letters, as: UTF8.self) }

    package func value(_ bytes: ATARawBytes) -> UInt64 {
        letters.reduce(0) { $0 << 8 | UInt64(Self.byte($1, of: bytes)) }
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "5")

    private static func isLetter(_ letter: UInt8) -> Bool { digits.contains(letter) || "rvwz".utf8.contains(letter) }

    private static func byte(_ letter: UInt8, of bytes: ATARawBytes) -> UInt8 {
        switch letter {
        case digits: UInt8(truncatingIfNeeded: bytes.raw >> (8 * UInt64(letter & 7)))
        case UInt8(ascii: "r"): bytes.reserved
        case UInt8(ascii: "v"): bytes.current
        case UInt8(ascii: "w"): bytes.worst
        default: 0
        }
    }
}
