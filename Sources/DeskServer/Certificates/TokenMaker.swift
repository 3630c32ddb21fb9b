package import Desk
import Wire

/// Makes the tokens with which hosts enrol: they hold the desk's address, the hash of its authority and a secret.
package struct TokenMaker: Sendable {
    private let folder: AuthorityFolder

    /// - Parameter stateDirectory: the desk's state directory, which exists; its authority is made where there is none.
    package init(stateDirectory: String) {
        folder = AuthorityFolder(stateDirectory: stateDirectory)
    }

    /// A token that is kept nowhere yet.
    package struct Draft: Sendable {
        /// What hosts are given, shown this once.
        package let text: String
        /// What a store knows the token by.
        package let hash: String
        /// The hash of the certificate that hosts pin.
        package let authority: String
    }

    package func make(at address: DeskAddress) async throws(AuthorityError) -> Draft {
        var generator = SystemRandomNumberGenerator()
        let authority = try await folder.authority(using: &generator)
        let token = EnrolmentToken(
            host: address.host,
            port: address.port,
            authority: try authority.fingerprint,
            secret: Secret.make(using: &generator)
        )
        return Draft(text: token.text, hash: Secret.hash(token.secret), authority: token.authority)
    }

    /// Whether the desk's certificate names an address; nil where the desk has none yet.
    package func covers(_ address: DeskAddress) async -> Bool? { await folder.covers(address.host) }
}
