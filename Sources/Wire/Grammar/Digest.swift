/// The running digest of a journal: 64-bit FNV-1a over the digest before and the line.
///
/// It finds accidents (a restored backup, a cloned disk); it is no security.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    package let value: UInt64

    package init(value: UInt64) {
        self.value = value
    }

    /// The digest of a journal before its first event.
    package static let start = Digest(value: 0xcbf2_9ce4_8422_2325)

    /// The digest after one more line, given without its line feed.
    package func extended(by line: some Sequence<UInt8>) -> Digest {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for shift in stride(from: 56, through: 0, by: -8) {
            hash = (hash ^ UInt64(truncatingIfNeeded: value >> UInt64(shift) & 0xFF)) &* 0x0000_0100_0000_01B3
        }
        for byte in line {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return Digest(value: hash)
    }

    /// The digest after one more entry of the journal: its lines one after the other, a snapshot has many.
    package func extended(byEntry text: String) -> Digest {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .reduce(self) { $0.extended(by: $1) }
    }

    /// Sixteen lower-case hexadecimal digits.
    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    package init?(_ text: String) {
        guard text.utf8.count == 16, text.utf8.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let value = UInt64(text, radix: 16)
        else { return nil }
        self.value = value
    }
}
