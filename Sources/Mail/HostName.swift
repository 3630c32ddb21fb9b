/// The name or address of a host, as it is written in a URL.
enum HostName {
    /// Whether the text is a name, an IPv4 address or an IPv6 address without brackets; so it has no character of a URL's own.
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return DomainName.isValid(bytes) || isFour(bytes) || isSix(bytes)
    }

    /// Whether it can only be this machine (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3).
    static func isLoopback(_ text: String) -> Bool {
        text.lowercased() == "localhost" || text == "::1" || (text.hasPrefix("127.") && isFour(Array(text.utf8)))
    }

    /// The host in a URL (RFC 3986, section 3.2.2).
    static func inURL(_ text: String) -> String { text.contains(":") ? "[\(text)]" : text }

    private static func isFour(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.count) && part.allSatisfy(DomainName.isDigit)
                    && UInt8(String(decoding: part, as: UTF8.self)) != nil
                    && (part.count == 1 || part.first != UInt8(ascii: "0"))
            }
    }

    /// Roughly: libcurl says the rest.
    private static func isSix(_ bytes: [UInt8]) -> Bool {
        bytes.count { $0 == UInt8(ascii: ":") } > 1 && (2...45).contains(bytes.count)
            && bytes.allSatisfy { byte in
                DomainName.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
                    || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
            }
    }
}
