/// Header text that is more than plain words, as a row of encoded words (RFC 2047, sections 2 and 5).
///
/// No scalar, and as a rule no character that a reader sees, is split between two of them. The alphabet is the small one that
/// section 5 (3) allows even in a person's name.
enum EncodedWord {
    /// Octets of one word: fewer than the 75 of section 2, so that the longest name of a field stands before one.
    static let longest = 60

    /// The words that stand for a text, of either encoding the shorter one.
    static func words(_ text: String) -> [String] {
        let pieces = pieces(of: text)
        let base64 = (text.utf8.count + 2) / 3 * 4
        if text.utf8.reduce(0, { $0 + size($1) }) <= base64 {
            return rows(pieces, of: room) { $0.reduce(0) { $0 + size($1) } }.map { "\(head)q?\(quoted($0))\(tail)" }
        }
        // Four digits are three bytes.
        return rows(pieces, of: room / 4 * 3, size: \.count).map { "\(head)b?\(Base64.encode($0))\(tail)" }
    }

    private static let head = "=?utf-8?"
    private static let tail = "?="
    private static let room = longest - head.utf8.count - 2 - tail.utf8.count

    /// What stays together: a character, or where that is too long for a word, a scalar.
    private static func pieces(of text: String) -> [[UInt8]] {
        text.flatMap { character -> [[UInt8]] in
            let bytes = Array(character.utf8)
            guard bytes.count * 3 > room else { return [bytes] }
            return character.unicodeScalars.map { Array(String($0).utf8) }
        }
    }

    private static func rows(_ pieces: [[UInt8]], of limit: Int, size: ([UInt8]) -> Int) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var filled = limit
        for piece in pieces {
            let more = size(piece)
            if let last = result.indices.last, filled + more <= limit {
                result[last] += piece
                filled += more
            } else {
                result.append(piece)
                filled = more
            }
        }
        return result
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        bytes.reduce(into: "") { result, byte in
            if isPlain(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += byte == UInt8(ascii: " ") ? "_" : Hexadecimal.escape(byte)
            }
        }
    }

    private static func size(_ byte: UInt8) -> Int { isPlain(byte) || byte == UInt8(ascii: " ") ? 1 : 3 }

    private static func isPlain(_ byte: UInt8) -> Bool {
        DomainName.isLetter(byte) || DomainName.isDigit(byte) || byte == UInt8(ascii: "-")
    }
}
