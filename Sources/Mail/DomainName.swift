/// The name of a domain or a host as mail writes it (RFC 5321, section 2.3.5, and RFC 1123, section 2.1).
enum DomainName {
    /// Whether the bytes are labels of letters, digits and hyphens, of which the last is not a number.
    static func isValid(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.count <= 253 else { return false }
        let labels = Array(bytes).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard let last = labels.last, !last.allSatisfy(isDigit) else { return false }
        return labels.allSatisfy { label in
            !label.isEmpty && label.count <= 63 && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { isDigit($0) || isLetter($0) || $0 == hyphen }
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static let hyphen = UInt8(ascii: "-")
}
