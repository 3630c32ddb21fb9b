/// Text of atoms with dots between them (dot-atom-text of RFC 5322, section 3.2.3).
enum DotAtom {
    /// Whether the bytes are one or more atoms with a dot between each two.
    static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.allSatisfy(isAtom)
            }
    }

    /// Whether a byte is atext.
    static func isAtom(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            marks.contains(byte)
        }
    }

    private static let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
}
