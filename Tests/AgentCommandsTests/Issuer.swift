import Crypto
import FoundationEssentials
import SwiftASN1
import X509

/// An authority and what it signs, made here because agent and desk share no code for it.
struct Issuer {
    let key = P256.Signing.PrivateKey()
    let certificate: [UInt8]

    init() throws {
        certificate = try Self.certify(Certificate.PublicKey(key.publicKey), signedBy: key) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        }
    }

    var hash: String { String(SHA256.hash(data: certificate).description.suffix(64)) }

    func leaf(for key: P256.Signing.PrivateKey, _ purposes: [ExtendedKeyUsage.Usage]) throws -> [UInt8] {
        try leaf(for: Certificate.PublicKey(key.publicKey), purposes)
    }

    func leaf(for key: Certificate.PublicKey, _ purposes: [ExtendedKeyUsage.Usage]) throws -> [UInt8] {
        try Self.certify(key, signedBy: self.key) { try ExtendedKeyUsage(purposes) }
    }

    private static func certify(
        _ key: Certificate.PublicKey,
        signedBy issuer: P256.Signing.PrivateKey,
        @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> [UInt8] {
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [1]),
            publicKey: key,
            notValidBefore: Date(timeIntervalSince1970: 0),
            notValidAfter: Date(timeIntervalSince1970: 1_000_000_000),
            issuer: DistinguishedName { CommonName("CA") },
            subject: DistinguishedName { CommonName("CA") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try extensions().get(),
            issuerPrivateKey: Certificate.PrivateKey(issuer)
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }
}
