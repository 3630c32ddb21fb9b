/// Cuts the bytes of a drive database into what C would see: strings, words and signs without comments between them.
struct DriveDatabaseLexer {
    enum Token: Hashable {
        /// A string literal; its bytes are in `text`.
        case string
        /// A word of C, such as `const`.
        case word
        /// Any other byte.
        case sign(UInt8)
        case end
    }

    private let bytes: [UInt8]
    private var index: Int
    private var line = 1
    /// Whether only blanks stand before the next byte on its line.
    private var isLineStart = true

    /// Where the last token began.
    private(set) var tokenStart = 0
    /// The line on which the last token began, counted from where reading began.
    private(set) var tokenLine = 1
    /// Whether a comment or a line of the preprocessor has been passed.
    private(set) var hasComment = false
    /// The bytes of the last string, escapes resolved.
    private(set) var text: [UInt8] = []

    init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        index = min(max(offset, 0), bytes.count)
    }

    mutating func next() throws(DriveDatabaseError) -> Token {
        try skipBlanksAndComments()
        (tokenLine, tokenStart) = (line, index)
        guard index < bytes.count else { return .end }
        let byte = bytes[index]
        index += 1
        isLineStart = false
        if byte == UInt8(ascii: "\"") {
            try readString()
            return .string
        }
        guard Self.isWord(byte) else { return .sign(byte) }
        while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        return .word
    }

    func error(expected: String) -> DriveDatabaseError {
        DriveDatabaseError(code: .syntax, line: tokenLine, expected: expected)
    }

    private mutating func skipBlanksAndComments() throws(DriveDatabaseError) {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                line += 1
                isLineStart = true
                index += 1
            case UInt8(ascii: " "), 0x09, 0x0B, 0x0C, 0x0D: index += 1
            case UInt8(ascii: "#") where isLineStart: skipLine()
            case UInt8(ascii: "/") where isNext(UInt8(ascii: "/")): skipLine()
            case UInt8(ascii: "/") where isNext(UInt8(ascii: "*")): try skipComment()
            default: return
            }
        }
    }

    private func isNext(_ byte: UInt8) -> Bool { index + 1 < bytes.count && bytes[index + 1] == byte }

    private mutating func skipLine() {
        hasComment = true
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
    }

    private mutating func skipComment() throws(DriveDatabaseError) {
        (hasComment, tokenLine) = (true, line)
        index += 2
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), isNext(UInt8(ascii: "/")) {
                index += 2
                return
            }
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
        throw error(expected: "the end of the comment that begins here")
    }

    private mutating func readString() throws(DriveDatabaseError) {
        text.removeAll(keepingCapacity: true)
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): text.append(try readEscape())
            default: text.append(byte)
            }
        }
        throw error(expected: "a quotation mark at the end of the string")
    }

    private mutating func readEscape() throws(DriveDatabaseError) -> UInt8 {
        guard index < bytes.count else { throw error(expected: "a character after the backslash") }
        let byte = bytes[index]
        index += 1
        return switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "?"): byte
        default: throw error(expected: "one of n, t, \\, \", ' and ? after the backslash")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
