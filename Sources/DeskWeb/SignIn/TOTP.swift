import Crypto
import DeskServer
package import Health

/// One-time passwords by the time (RFC 6238), as all authenticator applications know them: SHA-1, six digits, 30 seconds.
package struct TOTP: Sendable {
    /// Bytes of a secret: those of the hash, as RFC 4226 recommends.
    package static let secretLength = 20
    private static let period: Int64 = 30

    private let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    /// The time step whose code this is; nil where it is none of the present step, the one before or the one after.
    ///
    /// The caller spends the step, so that nobody uses a code twice.
    package func step(of typed: String, at now: Timestamp) -> Int64? {
        guard typed.utf8.count <= 32 else { return nil }
        let typed = typed.filter { !$0.isWhitespace }
        let present = now.seconds / Self.period
        var found: Int64?
        for step in present - 1...present + 1 where Secret.areEqual(code(ofStep: step), typed) { found = step }
        return found
    }

    /// The code of a time step (RFC 4226 section 5.3).
    func code(ofStep step: Int64) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let key = SymmetricKey(data: secret)
        let digest = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        let offset = Int(digest[19] & 15)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// What the QR code holds: secret, account and who asks for it.
    package func link(account: String, issuer: String) -> String {
        let (account, issuer) = (PercentEncoding.encode(account), PercentEncoding.encode(issuer))
        return "otpauth://totp/\(issuer):\(account)?secret=\(Base32.encode(secret))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=6&period=\(Self.period)"
    }
}
