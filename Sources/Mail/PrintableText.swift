/// Text from outside made fit for one line that a person reads.
enum PrintableText {
    /// The text with a space for every character that steers a screen, and of at most `limit` scalars; `…` says that it was cut.
    static func line(_ text: String, limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var room = limit
        for scalar in text.unicodeScalars {
            guard room > 1 || (room == 1 && text.unicodeScalars.count <= limit) else {
                result.append("…")
                break
            }
            result.append(steers(scalar) ? " " : scalar)
            room -= 1
        }
        return String(result)
    }

    /// The same of bytes; what is not UTF-8 becomes U+FFFD.
    static func line(_ bytes: some Collection<UInt8>, limit: Int) -> String {
        line(String(decoding: bytes.prefix(limit * 4), as: UTF8.self), limit: limit)
    }

    /// Whether a scalar is a control character, ends a line, or turns the direction of what follows (UAX 9, section 2).
    static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069: return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
