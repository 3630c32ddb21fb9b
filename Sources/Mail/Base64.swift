/// Base64 with padding (RFC 4648, section 4).
enum Base64 {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var result = ""
        var bits: UInt32 = 0
        var count = 0
        func digits(_ number: Int) {
            for place in 0..<number {
                let digit = Int(bits >> UInt32(18 - 6 * place)) & 63
                result.unicodeScalars.append(Unicode.Scalar(alphabet[digit]))
            }
            result += String(repeating: "=", count: 4 - number)
        }
        for byte in bytes {
            bits |= UInt32(byte) << UInt32(16 - 8 * count)
            count += 1
            guard count == 3 else { continue }
            digits(4)
            bits = 0
            count = 0
        }
        if count > 0 { digits(count + 1) }
        return result
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
