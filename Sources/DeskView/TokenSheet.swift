package import Desk
package import Health
package import Report

/// A token that was just made: the only time that its secret is shown.
package struct TokenSheet: Sendable {
    private let token: Token
    private let text: String
    private let authority: String

    /// `text` is what hosts are given; `authority` the hash of the certificate that they pin.
    package init(_ token: Token, text: String, authority: String) {
        self.token = token
        self.text = text
        self.authority = authority
    }

    /// How many hosts may use it until when, and how.
    package func hint(_ figures: Figures) -> String {
        let until = figures.time(token.expiresAt)
        return switch (figures.language, token.usesLeft) {
        case (.en, 1): "One workstation may enrol with it until \(until): sudo vigie enrol TOKEN"
        case (.en, let uses): "\(uses) workstations may enrol with it until \(until): sudo vigie enrol TOKEN"
        case (.fr, 1): "Un poste peut s'inscrire avec lui jusqu'au \(until)\u{A0}: sudo vigie enrol JETON"
        case (.fr, let uses):
            "\(uses) postes peuvent s'inscrire avec lui jusqu'au \(until)\u{A0}: sudo vigie enrol JETON"
        }
    }

    package var json: JSON {
        [
            "token": .string(text),
            "address": .string(token.address),
            "authority": .string(authority),
            "uses": .number(Double(token.usesLeft)),
            "expires_at": .string(token.expiresAt.description),
        ]
    }
}
