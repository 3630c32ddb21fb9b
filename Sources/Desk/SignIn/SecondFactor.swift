/// A person's second factor: a secret that their telephone has too (TOTP, RFC 6238).
package struct SecondFactor: Hashable, Sendable {
    package var secret: [UInt8]
    /// How many recovery codes were not used yet.
    package var recoveryCodesLeft: Int

    package init(secret: [UInt8], recoveryCodesLeft: Int) {
        self.secret = secret
        self.recoveryCodesLeft = recoveryCodesLeft
    }
}
