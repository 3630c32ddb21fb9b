/// Puts replies together from their lines, and keeps no more of them than is shown (RFC 5321, section 4.2.1).
struct ReplyReader {
    private var words: [UInt8] = []

    /// Whether a line begins with three digits, and a mark that says whether another follows.
    static func isReply(_ line: some Collection<UInt8>) -> Bool {
        let start = Array(line.prefix(4))
        guard start.count >= 3, start[..<3].allSatisfy(DomainName.isDigit) else { return false }
        return start.count == 3 || [UInt8(ascii: "-"), UInt8(ascii: " "), 10, 13].contains(start[3])
    }

    /// Takes a line as it came; the reply that it ends, if it ends one.
    ///
    /// What does not begin as a reply does is passed over, as libcurl does.
    mutating func take(_ line: some Collection<UInt8>) -> Reply? {
        guard Self.isReply(line), let code = Int(String(decoding: line.prefix(3), as: UTF8.self)) else { return nil }
        let isLast = line.dropFirst(3).first != UInt8(ascii: "-")
        if words.count < Reply.longest * 4 {
            let rest = line.dropFirst(4).prefix(Reply.longest * 4).filter { $0 != 13 && $0 != 10 }
            words += (words.isEmpty ? [] : [UInt8(ascii: " ")]) + rest
        }
        guard isLast else { return nil }
        defer { words = [] }
        return Reply(code: code, text: String(decoding: words, as: UTF8.self))
    }

    /// Forgets what is left of a reply that has no end.
    mutating func reset() { words = [] }
}
