import Crypto
import DeskServer

/// Codes that sign in once each, for the day on which the telephone is lost.
///
/// They follow from the secret of the second factor, so a page that is loaded again before it is confirmed shows the same ones. The
/// store keeps which of them are left by their digests.
package struct RecoveryCodes: Sendable {
    private static let count = 10
    private static let length = 10
    /// Without i, l, o, 0 and 1, which are taken for one another.
    private static let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")

    /// The codes, each in two halves: `abcde-fghjk`.
    package let texts: [String]

    package init(secret: [UInt8]) {
        let key = SymmetricKey(data: secret)
        texts = (1...Self.count).map { index in
            let message = Array("recovery code \(index)".utf8)
            let bytes = Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
            let letters = (0..<Self.length).map { position in
                let number = Int(bytes[2 * position]) << 8 | Int(bytes[2 * position + 1])
                return Self.alphabet[number % Self.alphabet.count]
            }
            return String(letters[..<5]) + "-" + String(letters[5...])
        }
    }

    /// What the store knows a code by, however it was typed: small or large letters, with or without hyphens and blanks.
    package static func digest(_ typed: String) -> String {
        Secret.hash(typed.prefix(64).lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
