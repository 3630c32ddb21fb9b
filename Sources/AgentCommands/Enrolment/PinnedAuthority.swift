import Crypto
import NIOCore
package import NIOSSL
import SwiftASN1
import Wire
import X509

/// The desk's authority as an enrolment token pins it: by the SHA-256 of its certificate.
///
/// A token's secret is sent only to a server whose chain, `[desk, authority]`, holds that authority, and whose own
/// certificate the authority signed for servers. Names and times are left out: the hash says more, and this machine's
/// clock may be wrong.
package struct PinnedAuthority: Sendable {
    /// 64 hexadecimal digits in lower case.
    package let hash: String

    package init(hash: String) {
        self.hash = hash
    }

    /// The TLS configuration of an enrolling client: version 1.3 alone, `vigie/1`, no certificate of its own.
    package static var configuration: TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv13
        configuration.applicationProtocols = [ProtocolName.current]
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates([])
        return configuration
    }

    /// The handler of a connection that reaches the pinned desk or nobody.
    package func makeHandler() throws(EnrolmentError) -> NIOSSLClientHandler {
        do {
            let context = try NIOSSLContext(configuration: Self.configuration)
            return try NIOSSLClientHandler(context: context, serverHostname: nil) { chain, promise in
                let presented = chain.prefix(4).compactMap { try? $0.toDERBytes() }
                promise.succeed((try? authority(in: presented)) == nil ? .failed : .certificateVerified)
            }
        } catch {
            throw EnrolmentError(
                .tls,
                en: "The TLS configuration was refused.",
                fr: "La configuration TLS a été refusée.",
                cause: error
            )
        }
    }

    /// The pinned authority's certificate out of a presented chain (DER, the server's own first).
    /// - Throws: `wrongDesk` when it is not there or did not sign the server's certificate for servers.
    package func authority(in chain: [[UInt8]]) throws(EnrolmentError) -> [UInt8] {
        guard let pinned = chain.dropFirst().first(where: isPinned), let server = chain.first,
            let authority = try? Certificate(derEncoded: pinned),
            let certificate = try? Certificate(derEncoded: server),
            authority.subject == certificate.issuer,
            authority.publicKey.isValidSignature(certificate.signature, for: certificate),
            let purposes = try? certificate.extensions.extendedKeyUsage, Array(purposes) == [.serverAuth]
        else {
            throw EnrolmentError(
                .wrongDesk,
                en: "The server is not the desk that the token is from; check the address, or ask for a new token.",
                fr:
                    "Le serveur n'est pas le centre d'assistance dont vient le jeton\u{A0}; vérifiez l'adresse, ou demandez un nouveau jeton."
            )
        }
        return pinned
    }

    /// The pinned authority's certificate out of a chain that it issued (DER, the workstation's own first).
    /// - Throws: `answer` when the first certificate is not for this key, or not signed by the pinned authority.
    func authority(ofIssued chain: [[UInt8]], for key: HostKey) throws(EnrolmentError) -> [UInt8] {
        guard let pinned = chain.dropFirst().first(where: isPinned), let issued = chain.first,
            let authority = try? Certificate(derEncoded: pinned),
            let certificate = try? Certificate(derEncoded: issued),
            authority.subject == certificate.issuer,
            authority.publicKey.isValidSignature(certificate.signature, for: certificate),
            key.isKey(of: certificate)
        else {
            throw EnrolmentError(
                .answer,
                en: "The desk's certificate is not for this workstation's key, or not of the authority that the token "
                    + "names; nothing was stored. Tell the desk's administrator.",
                fr:
                    "Le certificat du centre d'assistance n'est pas pour la clé de ce poste, ou pas de l'autorité que nomme "
                    + "le jeton\u{A0}; rien n'a été enregistré. Prévenez l'administrateur du centre d'assistance."
            )
        }
        return pinned
    }

    private func isPinned(_ der: [UInt8]) -> Bool {
        let digits = Array("0123456789abcdef")
        return String(SHA256.hash(data: der).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }) == hash
    }
}
