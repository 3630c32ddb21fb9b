package import Desk
package import Health

/// What lets a person set a first password, or a new one, by a link: good once, and for an hour.
package struct Invitation: Sendable {
    /// Seconds for which it is good.
    package static let life: Double = 3600
    /// Crockford's letters for base 32, which nobody takes for another.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")

    /// 32 letters of 5 random bits each.
    private let code: String
    package let end: Timestamp

    package init(at now: Timestamp, using generator: inout some RandomNumberGenerator) {
        code = String(randomBytes(count: 32, using: &generator).map { Self.letters[Int($0 & 31)] })
        end = now.advanced(by: Self.life)
    }

    /// What the desk keeps of the code.
    package var digest: String { Secret.hash(code) }

    package func link(at address: WebAddress) -> String { address.link(welcome: code) }
}
