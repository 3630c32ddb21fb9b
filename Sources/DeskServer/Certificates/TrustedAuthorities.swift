import SwiftASN1
import X509

/// The authorities whose host certificates the desk believes: its own, and during a roll-over the one before or after it.
///
/// The chain is one step long by design, so this is all of path validation that there is: a trusted authority signed the
/// certificate itself, and the certificate is a host's and nothing else. Time is left out on purpose; the desk judges it
/// with `HostCertificate.isExpired(at:)`, so that a host can be told so.
package struct TrustedAuthorities: Sendable {
    let certificates: [Certificate]

    /// The host that a presented certificate stands for.
    /// - Throws: `untrusted` when no trusted authority signed it, `notHost` when it serves another purpose or names no host.
    package func host(presenting der: [UInt8]) throws(AuthorityError) -> HostCertificate {
        try verified(der).host
    }

    func verified(_ der: [UInt8]) throws(AuthorityError) -> (certificate: Certificate, host: HostCertificate) {
        guard der.count <= HostCertificate.sizeLimit, let certificate = try? Certificate(derEncoded: der) else {
            throw AuthorityError(
                .notHost,
                en: "The certificate presented cannot be read.",
                fr: "Le certificat présenté ne peut pas être lu."
            )
        }
        guard certificates.contains(where: { $0.signed(certificate) }) else {
            throw AuthorityError(
                .untrusted,
                en: "The certificate presented is not signed by this desk's authority; enrol the host again.",
                fr:
                    "Le certificat présenté n'est pas signé par l'autorité de ce centre d'assistance\u{A0}; inscrivez le poste de nouveau."
            )
        }
        guard certificate.isForHosts, let host = HostCertificate(certificate) else {
            throw AuthorityError(
                .notHost,
                en: "The certificate presented is not a host's; enrol the host.",
                fr: "Le certificat présenté n'est pas celui d'un poste\u{A0}; inscrivez le poste."
            )
        }
        return (certificate, host)
    }
}

extension Certificate {
    func signed(_ certificate: Certificate) -> Bool {
        subject == certificate.issuer && publicKey.isValidSignature(certificate.signature, for: certificate)
    }

    /// Whether client authentication is its one purpose and no critical extension is unknown to us.
    fileprivate var isForHosts: Bool {
        let understood: Set<ASN1ObjectIdentifier> = [
            .X509ExtensionID.basicConstraints, .X509ExtensionID.keyUsage, .X509ExtensionID.extendedKeyUsage,
            .X509ExtensionID.subjectAlternativeName,
        ]
        guard extensions.allSatisfy({ !$0.critical || understood.contains($0.oid) }),
            let purposes = try? extensions.extendedKeyUsage
        else { return false }
        if case .isCertificateAuthority? = try? extensions.basicConstraints { return false }
        return Array(purposes) == [.clientAuth]
    }
}
