import Crypto
import Desk
import FoundationEssentials
import Health
import SwiftASN1
import X509

/// The three kinds of certificate that an authority makes.
///
/// Those of the authority and the desk are valid from 1970 to 9999, because a workstation's clock may be wrong and the agent
/// trusts its pinned authority alone; a host's is short-lived, for clients only, and the desk judges its end.
enum CertificateForm {
    static func authority(key: P256.Signing.PrivateKey, serial: [UInt8]) throws -> Certificate {
        let name = try DistinguishedName { CommonName("Vigie CA \(hexadecimal(serial.prefix(4)))") }
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: serial),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: beginning,
            notValidAfter: end,
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true))
                SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
            },
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
    }

    static func desk(
        key: P256.Signing.PublicKey,
        names: SubjectAlternativeNames,
        serial: [UInt8],
        issuer: CertificateAuthority
    ) throws -> Certificate {
        try leaf(
            key: Certificate.PublicKey(key),
            subject: "Vigie desk",
            names: names,
            purpose: .serverAuth,
            validity: (beginning, end),
            serial: serial,
            issuer: issuer
        )
    }

    static func host(
        id: String,
        key: Certificate.PublicKey,
        validity: (from: Timestamp, until: Timestamp),
        serial: [UInt8],
        issuer: CertificateAuthority
    ) throws -> Certificate {
        try leaf(
            key: key,
            subject: id,
            names: SubjectAlternativeNames([.uniformResourceIdentifier(HostCertificate.namePrefix + id)]),
            purpose: .clientAuth,
            validity: (date(validity.from), date(validity.until)),
            serial: serial,
            issuer: issuer
        )
    }

    /// A positive serial number of 16 bytes whose first bits are fixed, so that its length is too.
    static func serial(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = randomBytes(count: 16, using: &generator)
        bytes[0] = bytes[0] & 0x3f | 0x40
        return bytes
    }

    /// The desk's addresses as a certificate names them.
    static func names(_ addresses: [String]) throws(AuthorityError) -> SubjectAlternativeNames {
        guard !addresses.isEmpty else {
            throw AuthorityError(
                .address,
                en: "The desk has no address; name at least one in its settings.",
                fr: "Le centre d'assistance n'a pas d'adresse\u{A0}; nommez-en au moins une dans ses réglages."
            )
        }
        return SubjectAlternativeNames(try addresses.map(name))
    }

    /// An address as a certificate names it.
    static func name(_ address: String) throws(AuthorityError) -> GeneralName {
        if let bytes = ipAddressBytes(address) { return .ipAddress(ASN1OctetString(contentBytes: bytes[...])) }
        guard (1...253).contains(address.utf8.count), address.utf8.allSatisfy(\.mayStandInDNSName) else {
            throw AuthorityError(
                .address,
                en: "'\(address)' is neither a DNS name nor an IP address; correct the settings.",
                fr: "«\u{A0}\(address)\u{A0}» n'est ni un nom DNS ni une adresse IP\u{A0}; corrigez les réglages."
            )
        }
        return .dnsName(address.lowercased())
    }

    private static func leaf(
        key: Certificate.PublicKey,
        subject: String,
        names: SubjectAlternativeNames,
        purpose: ExtendedKeyUsage.Usage,
        validity: (from: Date, until: Date),
        serial: [UInt8],
        issuer: CertificateAuthority
    ) throws -> Certificate {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: serial),
            publicKey: key,
            notValidBefore: validity.from,
            notValidAfter: validity.until,
            issuer: issuer.certificate.subject,
            subject: DistinguishedName { CommonName(subject) },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([purpose])
                AuthorityKeyIdentifier(
                    keyIdentifier: SubjectKeyIdentifier(hash: issuer.certificate.publicKey).keyIdentifier
                )
                names
            },
            issuerPrivateKey: Certificate.PrivateKey(issuer.key)
        )
    }

    private static let beginning = Date(timeIntervalSince1970: 0)
    /// 9999-12-31T23:59:59Z, RFC 5280's "no well-defined expiration date".
    private static let end = Date(timeIntervalSince1970: 253_402_300_799)

    /// Whole seconds, because the encoding has no fractions and would round them up into the future.
    private static func date(_ time: Timestamp) -> Date {
        min(max(Date(timeIntervalSince1970: (Double(time.milliseconds) / 1000).rounded(.down)), beginning), end)
    }
}

extension UInt8 {
    fileprivate var mayStandInDNSName: Bool {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.".utf8.contains(self)
    }
}
