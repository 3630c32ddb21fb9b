/// What names one message for ever, `<left@right>` (msg-id of RFC 5322, section 3.6.4).
package struct MessageID: Hashable, Sendable {
    private let text: String

    /// Octets of the whole, brackets included; a line of a header holds 998.
    package static let longest = 600

    /// Reads `<left@right>`, both of them atoms with dots; anything else is nil.
    package init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(Self.longest + 1))
        guard bytes.count <= Self.longest, bytes.count > 2,
            bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">")
        else { return nil }
        let parts = bytes[1..<bytes.count - 1].split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ DotAtom.isValid($0) }) else { return nil }
        self.text = text
    }

    /// The id of parts that the caller has checked.
    init(left: String, right: String) {
        text = "<\(left)@\(right)>"
    }
}

extension MessageID: CustomStringConvertible {
    /// `<left@right>`.
    package var description: String { text }
}
