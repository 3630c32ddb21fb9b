import Crypto
import NIOCore
package import NIOSSL
import Wire
import X509

/// The desk's end of TLS: version 1.3 alone, `vigie/1`, a client's certificate wanted but not required.
///
/// A client without a certificate gets through the handshake, because it may enrol. One that presents a certificate gets
/// through only if a trusted authority signed it for a host. An expired one does get through: the desk tells it so.
package struct DeskTLS: Sendable {
    /// Who is at the other end of a completed handshake.
    package enum Peer: Hashable, Sendable {
        /// Without a certificate; it may only enrol.
        case stranger
        /// A host that proved its key. The caller judges expiry, retirement and which key is the current one.
        case host(HostCertificate)
    }

    private let context: NIOSSLContext
    private let trusted: TrustedAuthorities

    /// - Throws: `tls` when the library refuses our certificate or key.
    package init(identity: DeskIdentity, trusted: TrustedAuthorities) throws(AuthorityError) {
        self.trusted = trusted
        self.context = try AuthorityError.wrapping(
            .tls,
            en: "The desk's certificate or key was refused by TLS.",
            fr: "Le certificat ou la clé du centre d'assistance a été refusé par TLS."
        ) {
            let (chain, key) = try identity.forTLS()
            var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: key)
            configuration.minimumTLSVersion = .tlsv13
            configuration.applicationProtocols = [ProtocolName.current]
            configuration.certificateVerification = .optionalVerification
            configuration.trustRoots = .certificates(try trusted.certificates.map(NIOSSLCertificate.init))
            return try NIOSSLContext(configuration: configuration)
        }
    }

    /// The handler of one new connection.
    ///
    /// Its verification takes the place of the library's, which would refuse an expired certificate in the handshake; the
    /// library still makes the client prove that it holds the key.
    package func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(context: context) { [trusted] chain, promise in
            let presented = chain.first.flatMap { try? $0.toDERBytes() } ?? []
            promise.succeed((try? trusted.host(presenting: presented)) == nil ? .failed : .certificateVerified)
        }
    }

    /// Who is at the other end; ask once the handshake is complete, before anything is read or written.
    ///
    /// The certificate is verified again here, because a resumed session (the library hands out tickets for two days) brings the
    /// certificate of the first one along without asking for a verification, and may negotiate another protocol.
    /// - Parameters:
    ///   - negotiated: the protocol of `TLSUserEvent.handshakeCompleted`; the handshake completes without one too.
    ///   - certificate: what `nioSSL_peerCertificate` answers.
    /// - Returns: a stranger, or the host whose key the client has proved to hold.
    /// - Throws: `wrongProtocol`, `untrusted` or `notHost`; the connection is then to be closed.
    package func peer(
        negotiated: String?,
        certificate: NIOSSLCertificate?
    ) throws(AuthorityError) -> Peer {
        guard negotiated == ProtocolName.current else {
            throw AuthorityError(
                .wrongProtocol,
                en: "The client does not speak \(ProtocolName.current).",
                fr: "Le client ne parle pas \(ProtocolName.current)."
            )
        }
        guard let certificate else { return .stranger }
        let der = try AuthorityError.wrapping(
            .notHost,
            en: "The certificate presented cannot be read.",
            fr: "Le certificat présenté ne peut pas être lu."
        ) {
            try certificate.toDERBytes()
        }
        return .host(try trusted.host(presenting: der))
    }
}

extension NIOSSLCertificate {
    fileprivate convenience init(_ certificate: Certificate) throws {
        try self.init(bytes: certificate.encoded(), format: .der)
    }
}
