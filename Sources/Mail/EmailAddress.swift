/// A mailbox to which mail can be sent, `name@domain` (addr-spec of RFC 5322, section 3.4.1).
///
/// It is the part of that grammar that occurs: ASCII, atoms with dots before the sign, a domain name after it. So nothing that
/// parts a command or a header (line break, NUL, space, comma, angle bracket, quote) is ever in one.
package struct EmailAddress: Hashable, Sendable {
    /// What stands before the sign, as it was written.
    package let local: String
    /// The domain in small letters.
    package let domain: String

    /// Octets before the sign (RFC 5321, section 4.5.3.1.1).
    package static let longestLocal = 64
    /// Octets of the whole (RFC 5321, section 4.5.3.1.3, less its two brackets).
    package static let longest = 254

    /// Reads an address; spaces around it are not taken away.
    package init(_ text: String) throws(Fault) {
        let bytes = Array(text.utf8.prefix(Self.longest + 1))
        guard !bytes.isEmpty else { throw .form }
        // The character is told even of a text that is also too long: it is the worse news.
        for scalar in text.unicodeScalars.prefix(Self.longest + 1) {
            guard scalar.isASCII else { throw .notASCII(scalar) }
            guard Self.mayStand(UInt8(truncatingIfNeeded: scalar.value)) else { throw .character(scalar) }
        }
        guard bytes.count <= Self.longest else { throw .tooLong }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts.first, let last = parts.last else { throw .form }
        guard first.count <= Self.longestLocal else { throw .tooLong }
        guard DotAtom.isValid(first) else { throw .local }
        guard DomainName.isValid(last) else { throw .domain }
        local = String(decoding: first, as: UTF8.self)
        domain = String(decoding: last, as: UTF8.self).lowercased()
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        DotAtom.isAtom(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@")
    }
}

extension EmailAddress: CustomStringConvertible {
    /// `name@domain`.
    package var description: String { "\(local)@\(domain)" }
}
