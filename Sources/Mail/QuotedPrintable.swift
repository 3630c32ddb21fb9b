/// A text's bytes in lines of at most 76 octets of ASCII (RFC 2045, section 6.7).
enum QuotedPrintable {
    /// The encoded text, with CRLF at the end of each line and of the last.
    ///
    /// LF, CRLF and CR each end a line; any other control character but the tab becomes a space.
    static func encode(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        var line: [Unicode.Scalar] = []
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r":
                append(line, to: &result)
                line.removeAll(keepingCapacity: true)
            case "\t", " "..."~", "\u{A0}"...: line.append(scalar)
            default: line.append(" ")
            }
            previous = scalar
        }
        if !line.isEmpty { append(line, to: &result) }
        return result
    }

    private static func append(_ line: [Unicode.Scalar], to result: inout [UInt8]) {
        var column = 0
        for (index, scalar) in line.enumerated() {
            let isLast = index == line.count - 1
            let width = mustEscape(scalar, at: column, isLast) ? 3 * UTF8.width(scalar) : 1
            if column + width > (isLast ? 76 : 75) {
                result += [UInt8(ascii: "="), 13, 10]
                column = 0
            }
            if mustEscape(scalar, at: column, isLast) {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    result += Hexadecimal.escape(byte).utf8
                }
                column += 3 * UTF8.width(scalar)
            } else {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
                column += 1
            }
        }
        result += [13, 10]
    }

    private static func mustEscape(_ scalar: Unicode.Scalar, at column: Int, _ isLast: Bool) -> Bool {
        switch scalar {
        case " ", "\t": isLast
        // A line that begins so is changed on the way by some servers: the dot by SMTP itself, "From " by files of mails.
        case ".", "F": column == 0
        case "!"..."<", ">"..."~": false
        default: true
        }
    }
}
