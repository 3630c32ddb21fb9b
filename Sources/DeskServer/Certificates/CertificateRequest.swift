import Crypto
import Desk
import SwiftASN1
import X509

extension CertificateAuthority {
    /// SHA-256 of the key of a certificate request, in hexadecimal: by it a host that enrols again is known.
    /// - Throws: `request` when the request could not be certified, so that no token is used up for it.
    package func keyHash(ofRequest der: [UInt8]) throws(AuthorityError) -> String {
        hexadecimal(SHA256.hash(data: try Self.key(ofRequest: der).encoded()))
    }

    /// The key of a request in DER, at most 4 KiB, that is a P-256 key and has signed it.
    static func key(ofRequest der: [UInt8]) throws(AuthorityError) -> Certificate.PublicKey {
        guard der.count <= 4096, let request = try? CertificateSigningRequest(derEncoded: der) else {
            throw AuthorityError(
                .request,
                en: "The certificate request cannot be read; enrol with the vigie command.",
                fr: "La demande de certificat ne peut pas être lue\u{A0}; inscrivez le poste par la commande vigie."
            )
        }
        guard P256.Signing.PublicKey(request.publicKey) != nil else {
            throw AuthorityError(
                .request,
                en: "The key of the certificate request is not a P-256 key; make a new one.",
                fr: "La clé de la demande de certificat n'est pas une clé P-256\u{A0}; créez-en une nouvelle."
            )
        }
        guard request.publicKey.isValidSignature(request.signature, for: request) else {
            throw AuthorityError(
                .request,
                en: "The certificate request is not signed by the key that it is for.",
                fr: "La demande de certificat n'est pas signée par la clé à laquelle elle est destinée."
            )
        }
        return request.publicKey
    }
}
