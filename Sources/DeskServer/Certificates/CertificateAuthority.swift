import Crypto
import Desk
package import Health
import SwiftASN1
import X509

/// The desk's own certificate authority: it vouches for the desk and for every enrolled host.
package struct CertificateAuthority: Sendable {
    let certificate: Certificate
    let key: P256.Signing.PrivateKey
    /// Other authorities whose hosts are trusted too, while one takes over from another.
    var others: [Certificate] = []

    /// A new authority with a P-256 key; nothing is written.
    package init(using generator: inout some RandomNumberGenerator) throws(AuthorityError) {
        let key = P256.Signing.PrivateKey()
        let serial = CertificateForm.serial(using: &generator)
        self.key = key
        self.certificate = try AuthorityError.wrapping(
            .files,
            en: "The authority's certificate could not be made.",
            fr: "Le certificat de l'autorité n'a pas pu être créé."
        ) {
            try CertificateForm.authority(key: key, serial: serial)
        }
    }

    init(certificate: Certificate, key: P256.Signing.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// SHA-256 of the authority's certificate (DER) in hexadecimal: what an enrolment token pins.
    package var fingerprint: String {
        get throws(AuthorityError) { try hexadecimal(SHA256.hash(data: certificate.encoded())) }
    }

    /// Everyone whose host certificates this desk believes.
    package var trusted: TrustedAuthorities { TrustedAuthorities(certificates: [certificate] + others) }

    /// Makes a host's certificate for the key of a request; the request's subject and attributes are ignored.
    ///
    /// It is valid from an hour before `now`. The caller has judged whether this host may have one.
    /// - Parameters:
    ///   - hostID: the UUID, in lower case, that the desk gave to the host.
    ///   - request: a PKCS #10 request in DER, at most 4 KiB, with a P-256 key and signed by it.
    ///   - now: the desk's time.
    ///   - lifetime: seconds from `now` to the end of its validity.
    ///   - generator: for the serial number.
    /// - Returns: the host's certificate and then the authority's, each in DER.
    /// - Throws: `request` when the request is malformed, too long, not signed by its own key, or its key is not P-256.
    package func issue(
        hostID: String,
        request: [UInt8],
        at now: Timestamp,
        lifetime: Double = CertificateAuthority.lifetime,
        using generator: inout some RandomNumberGenerator
    ) throws(AuthorityError) -> [[UInt8]] {
        try sign(Self.key(ofRequest: request), hostID: hostID, at: now, lifetime: lifetime, using: &generator)
    }

    /// Makes the next certificate of a host, for the same key and host as the one it presented.
    /// - Throws: `untrusted` or `notHost` as for a handshake, and `expired`: what is over is enrolled again, not renewed.
    package func renew(
        presented der: [UInt8],
        at now: Timestamp,
        lifetime: Double = CertificateAuthority.lifetime,
        using generator: inout some RandomNumberGenerator
    ) throws(AuthorityError) -> [[UInt8]] {
        let (presented, host) = try trusted.verified(der)
        guard !host.isExpired(at: now) else {
            throw AuthorityError(
                .expired,
                en: "The host's certificate ended at \(host.notAfter); enrol the host again.",
                fr: "Le certificat du poste a expiré le \(host.notAfter)\u{A0}; inscrivez le poste de nouveau."
            )
        }
        return try sign(presented.publicKey, hostID: host.hostID, at: now, lifetime: lifetime, using: &generator)
    }

    /// Seconds that a host's certificate is valid: 60 days.
    package static let lifetime: Double = 60 * 86_400

    private func sign(
        _ key: Certificate.PublicKey,
        hostID: String,
        at now: Timestamp,
        lifetime: Double,
        using generator: inout some RandomNumberGenerator
    ) throws(AuthorityError) -> [[UInt8]] {
        guard HostCertificate.isHostID(hostID) else {
            throw AuthorityError(
                .request,
                en: "'\(hostID)' is not a host's UUID in lower case.",
                fr: "«\u{A0}\(hostID)\u{A0}» n'est pas l'UUID d'un poste en minuscules."
            )
        }
        let serial = CertificateForm.serial(using: &generator)
        let issued = try AuthorityError.wrapping(
            .request,
            en: "The certificate of host \(hostID) could not be signed.",
            fr: "Le certificat du poste \(hostID) n'a pas pu être signé."
        ) {
            try CertificateForm.host(
                id: hostID,
                key: key,
                validity: (now.advanced(by: -3600), now.advanced(by: lifetime)),
                serial: serial,
                issuer: self
            )
        }
        return [try issued.encoded(), try certificate.encoded()]
    }
}

extension DERSerializable {
    /// The value in DER.
    func encoded() throws(AuthorityError) -> [UInt8] {
        try AuthorityError.wrapping(
            .files,
            en: "A certificate could not be encoded.",
            fr: "Un certificat n'a pas pu être encodé."
        ) {
            var serializer = DER.Serializer()
            try serializer.serialize(self)
            return serializer.serializedBytes
        }
    }
}
