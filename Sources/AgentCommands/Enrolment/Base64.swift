import FoundationEssentials

/// Base64 without padding (RFC 4648 section 3.2), as the wire carries certificates and requests.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let padded = Data(bytes).base64EncodedString()
        return String(padded.prefix { $0 != "=" })
    }

    /// The bytes; nil for anything but base64, with or without padding.
    static func decode(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
