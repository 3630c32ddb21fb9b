import FoundationEssentials

/// Base64 without padding, as the wire carries certificates and requests.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().trimmingSuffix { $0 == "=" }
    }

    static func decode(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Swift.Character) -> Bool) -> String {
        var end = endIndex
        while end > startIndex, isUnwanted(self[index(before: end)]) {
            end = index(before: end)
        }
        return String(self[..<end])
    }
}
