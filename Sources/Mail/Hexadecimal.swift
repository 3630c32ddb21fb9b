/// Bytes as two digits of base 16, capitals as RFC 2045, section 6.7, wants them.
enum Hexadecimal {
    /// `=XX`.
    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "=0\(digits)" : "=\(digits)"
    }
}
