import Crypto
import Desk

/// Secrets of enrolment tokens: made here, shown once, and kept only as their hash.
package enum Secret {
    /// A new secret of 256 random bits, as 64 hexadecimal digits (a bare token on the wire).
    package static func make(using generator: inout some RandomNumberGenerator) -> String {
        hexadecimal(randomBytes(count: 32, using: &generator))
    }

    /// The SHA-256 of a secret's UTF-8 bytes, in hexadecimal: what the desk stores.
    ///
    /// A secret made here has 256 bits, so a fast hash without salt gives nothing away.
    package static func hash(_ text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }

    /// Whether two texts are equal, in a time that depends on their lengths alone.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
