/// Recognises serial numbers that name no disk, so that two of them never pass for one.
package enum SerialNumber {
    /// Whether a serial number, trimmed, is what a maker or bridge puts where it has none.
    package static func isPlaceholder(_ serial: String) -> Bool {
        let characters = serial.lowercased().utf8.filter(isAlphanumeric)
        guard characters.count >= 4, let first = characters.first else { return true }
        let zero = UInt8(ascii: "0")
        return characters.allSatisfy { $0 == first }
            || (characters.count >= 8 && characters.dropLast().allSatisfy { $0 == zero })
            || isCounting(characters)
            || words.contains { characters.elementsEqual($0.utf8) }
    }

    private static let words = [
        "unknown", "none", "null", "default", "defaultstring", "serial", "serialnumber", "notspecified", "invalid",
        "tobefilledbyoem", "systemserialnumber", "deadbeef", "test",
    ]

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    /// `0123456789ABCDEF`, `1234567890`, `abcdefgh`, `987654321`: each character follows the one before it, around the end.
    private static func isCounting(_ characters: [UInt8]) -> Bool {
        let ring = Array("0123456789abcdef".utf8)
        func follows(_ next: UInt8, _ last: UInt8) -> Bool {
            next == last &+ 1 || (last == UInt8(ascii: "9") && (next == ring[0] || next == ring[10]))
                || (last == ring[15] && next == ring[0])
        }
        let pairs = zip(characters, characters.dropFirst())
        return pairs.allSatisfy { follows($1, $0) } || pairs.allSatisfy { follows($0, $1) }
    }
}
