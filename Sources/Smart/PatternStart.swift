/// Tells from the letters with which a regular expression begins that it cannot match a text.
///
/// Compiling one takes ten times as long, and the drive database has hundreds of them for one that matches.
enum PatternStart {
    /// Whether a POSIX extended regular expression may match a text from end to end; when in doubt, true.
    static func allows(_ pattern: String, _ text: String) -> Bool {
        starts(of: pattern)?.contains { text.utf8.starts(with: $0) } ?? true
    }

    /// With which letters the texts may begin that a regular expression matches, as a set of bits; when in doubt, all.
    static func letters(_ pattern: String) -> UInt64 {
        starts(of: pattern)?.reduce(0) { $0 | ($1.first.map(letter) ?? .max) } ?? .max
    }

    /// The bit of a letter; some letters share one.
    static func letter(_ byte: UInt8) -> UInt64 { 1 << UInt64(byte & 0x3F) }

    /// The letters with which every text begins that an alternative matches, for each of them; nil when in doubt.
    private static func starts(of pattern: String) -> [[UInt8]]? {
        let pattern = Array(pattern.utf8)
        var (index, depth) = (0, 0)
        var starts: [[UInt8]] = [[]]
        // Whether the alternative that is being read is letters so far.
        var isPlain = true
        while index < pattern.count {
            let byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "|") where depth == 0:
                isPlain = true
                starts.append([])
            case UInt8(ascii: "("): (isPlain, depth) = (false, depth + 1)
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: "\\"): (isPlain, index) = (false, index + 1)
            case UInt8(ascii: "["):
                guard let end = endOfSet(pattern, from: index) else { return nil }
                (isPlain, index) = (false, end)
            case _ where isPlain && isLetter(byte) && !isOptional(pattern, at: index):
                starts[starts.count - 1].append(byte)
            default: isPlain = false
            }
            guard depth >= 0 else { return nil }
        }
        return starts
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
