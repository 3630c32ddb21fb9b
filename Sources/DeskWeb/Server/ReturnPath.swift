/// Where to go after signing in, as a browser gave it: believed only where it is a path of this desk.
///
/// Browsers take `//` and `/\` for the name of another host and drop line ends, and proxies decode `%5C`; so the path is looked at in
/// every form that decoding gives it.
package struct ReturnPath: Hashable, Sendable {
    private static let limit = 500

    package let text: String

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.limit, bytes.allSatisfy(Self.isPlain), !text.contains("\\") else { return nil }
        var path = Array(bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        while true {
            guard Self.isSafe(path), let decoded = Self.decoded(path) else { return nil }
            guard decoded != path else { break }
            path = decoded
        }
        self.text = text
    }

    /// Whether a byte is visible ASCII: all that a browser sends of a path.
    private static func isPlain(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

    private static func isSafe(_ path: [UInt8]) -> Bool {
        guard let text = String(validating: path, as: UTF8.self), text.unicodeScalars.first == "/" else { return false }
        let segments = text.unicodeScalars.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let hasSteps = segments.contains {
            $0.elementsEqual("..".unicodeScalars) || $0.elementsEqual(".".unicodeScalars)
        }
        return !hasSteps && !segments.dropLast().contains { $0.isEmpty }
            && text.unicodeScalars.allSatisfy { $0 != "\\" && $0.properties.generalCategory != .control }
    }

    /// The path with each `%XX` replaced by its byte; nil for a broken one.
    private static func decoded(_ path: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var rest = path[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else {
                return nil
            }
            rest = rest.dropFirst(2)
            result.append(value)
        }
        return result
    }
}
