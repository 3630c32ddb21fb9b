/// A line of upsd's protocol (RFC 9271 section 4): words, of which those in double quotes may hold blanks, `\"` and
/// `\\`.
enum NUTLine {
    /// The words of a line; nil when a quote is not closed.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String.UnicodeScalarView?
        var isQuoted = false
        var isEscaped = false
        for scalar in line.unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                word = (word ?? .init()) + [scalar]
                isEscaped = false
            case "\\": isEscaped = true
            case "\"":
                isQuoted.toggle()
                word = word ?? .init()
            case " " where !isQuoted, "\t" where !isQuoted, "\r" where !isQuoted:
                if let word { words.append(String(word)) }
                word = nil
            default: word = (word ?? .init()) + [scalar]
            }
        }
        guard !isQuoted, !isEscaped else { return nil }
        return words + [word].compactMap { $0.map(String.init) }
    }

    /// Whether a text can be sent as a word without quotes.
    static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 256
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}
