import Crypto
import X509

/// The desk's server certificate and its key.
package struct DeskIdentity: Sendable {
    let certificate: Certificate
    let key: P256.Signing.PrivateKey
    let issuer: Certificate

    /// A new key, certified for the addresses (DNS names and IP addresses) under which agents reach this desk.
    /// - Throws: `address` when the list is empty or one is neither.
    package init(
        addresses: [String],
        authority: CertificateAuthority,
        using generator: inout some RandomNumberGenerator
    ) throws(AuthorityError) {
        let names = try CertificateForm.names(addresses)
        let key = P256.Signing.PrivateKey()
        let serial = CertificateForm.serial(using: &generator)
        self.key = key
        self.issuer = authority.certificate
        self.certificate = try AuthorityError.wrapping(
            .files,
            en: "The desk's certificate could not be made.",
            fr: "Le certificat du centre d'assistance n'a pas pu être créé."
        ) {
            try CertificateForm.desk(key: key.publicKey, names: names, serial: serial, issuer: authority)
        }
    }

    /// An identity that was kept, or nil where it no longer fits the authority, its own key, or the addresses.
    init?(certificate: Certificate, key: P256.Signing.PrivateKey, addresses: [String], authority: CertificateAuthority)
    {
        guard authority.certificate.signed(certificate),
            certificate.publicKey == Certificate.PublicKey(key.publicKey),
            let names = try? CertificateForm.names(addresses),
            (try? certificate.extensions.subjectAlternativeNames) == names
        else { return nil }
        self.certificate = certificate
        self.key = key
        self.issuer = authority.certificate
    }
}
