import Crypto
package import NIOSSL
import X509

extension AuthorityFolder {
    /// TLS for browsers by this desk's identity, whose authority they do not know unless an administrator made it known to them.
    ///
    /// The addresses must be those of the desk's own listener: there is one identity, made anew where they differ.
    package func pageConfiguration(addresses: [String]) async throws(AuthorityError) -> TLSConfiguration {
        var generator = SystemRandomNumberGenerator()
        let authority = try await authority(using: &generator)
        let identity = try await identity(addresses: addresses, authority: authority, using: &generator)
        return try AuthorityError.wrapping(
            .tls,
            en: "The desk's certificate or key was refused by TLS.",
            fr: "Le certificat ou la clé du centre d'assistance a été refusé par TLS."
        ) {
            let (chain, key) = try identity.forTLS()
            var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return configuration
        }
    }
}

extension DeskIdentity {
    /// The certificates and the key as the TLS library takes them.
    func forTLS() throws -> (chain: [NIOSSLCertificateSource], key: NIOSSLPrivateKeySource) {
        let chain = try [certificate, issuer].map {
            NIOSSLCertificateSource.certificate(try NIOSSLCertificate(bytes: $0.encoded(), format: .der))
        }
        let key = try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der)
        return (chain, .privateKey(key))
    }
}
