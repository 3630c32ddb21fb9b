extension String {
    /// The text as it may stand in HTML: in an element, or in an attribute in double quotes.
    ///
    /// No scalar hides another, for browsers read scalars: what means something becomes a reference. What nobody sees, controls and
    /// those that turn the text around, becomes U+FFFD. `=` and the grave accent stay: they mean something only where an attribute
    /// has no quotes.
    package var escapedForHTML: String { HTMLEscaping.escape(self) }
}

private enum HTMLEscaping {
    /// The text byte by byte, for in UTF-8 none of those looked for is a part of another scalar.
    static func escape(_ text: String) -> String {
        guard text.utf8.contains(where: isSuspicious) else { return text }
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8 + 16)
        var lastThree: UInt32 = 0
        for byte in text.utf8 {
            result.append(byte)
            lastThree = lastThree << 8 & 0xFF_FFFF | UInt32(byte)
            guard !isPlain(byte), let (length, substitute) = substitute(lastThree) else { continue }
            result.removeLast(length)
            result += substitute.utf8
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isSuspicious(_ byte: UInt8) -> Bool {
        !isPlain(byte) && (byte < 0x80 || byte == 0xC2 || byte == 0xE2)
    }

    /// Whether a byte is a scalar that stays.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20...0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x7E: true
        default: false
        }
    }

    /// What takes the place of how many of the last bytes.
    private static func substitute(_ lastThree: UInt32) -> (length: Int, String)? {
        switch lastThree & 0xFF {
        case 0x26: return (1, "&amp;")
        case 0x3C: return (1, "&lt;")
        case 0x3E: return (1, "&gt;")
        case 0x22: return (1, "&quot;")
        case 0x27: return (1, "&#39;")
        case 0x00...0x7F: return (1, "\u{FFFD}")
        default: break
        }
        switch lastThree {
        // U+202A to U+202E, U+2066 to U+2069
        case 0xE280AA...0xE280AE, 0xE281A6...0xE281A9: return (3, "\u{FFFD}")
        // U+0080 to U+009F
        default: return (0xC280...0xC29F).contains(lastThree & 0xFFFF) ? (2, "\u{FFFD}") : nil
        }
    }
}
