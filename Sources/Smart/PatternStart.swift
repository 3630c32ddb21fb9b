/// Tells from the letters with which a regular expression begins that it cannot match a text.
///
/// Compiling one takes ten times as long, and the drive database has hundreds of them for one that matches.
enum PatternStart {
    /// Whether a POSIX extended regular expression may match a text from end to end; when in doubt, true.
    static func allows(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (index, depth, offset) = (0, 0, 0)
        // Of the alternative that is being read: whether it is letters so far, and whether the text has them.
        var (isPlain, isAlike) = (true, true)
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "|") where depth == 0:
                guard !isAlike else { return true }
                (isPlain, isAlike, offset) = (true, true, 0)
            case UInt8(ascii: "("): (isPlain, depth) = (false, depth + 1)
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\\"): (isPlain, index) = (false, index + 1)
            case UInt8(ascii: "["):
                guard let end = endOfSet(pattern, from: index) else { return true }
                (isPlain, index) = (false, end)
            case _ where isPlain && isLetter(byte) && !isOptional(pattern, at: index):
                isAlike = isAlike && offset < text.count && text[offset] == byte
                offset += 1
            default: isPlain = false
            }
            guard depth >= 0 else { return true }
        }
        return isAlike
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }

    /// Whether what stands here lets the letter before it be missing.
    private static func isOptional(_ pattern: [UInt8], at index: Int) -> Bool {
        index < pattern.count && "?*{".utf8.contains(pattern[index])
    }

    /// Where a set of characters ends; nil for the forms with brackets of their own.
    private static func endOfSet(_ pattern: [UInt8], from start: Int) -> Int? {
        var index = start
        if index < pattern.count, pattern[index] == UInt8(ascii: "^") { index += 1 }
        let first = index
        while index < pattern.count {
            if pattern[index] == UInt8(ascii: "[") { return nil }
            if pattern[index] == UInt8(ascii: "]"), index > first { return index + 1 }
            index += 1
        }
        return nil
    }
}
