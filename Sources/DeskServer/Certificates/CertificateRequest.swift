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
            throw AuthorityError(.request, "The certificate request cannot be read; enrol with the vigie command.")
        }
        guard P256.Signing.PublicKey(request.publicKey) != nil else {
            throw AuthorityError(.request, "The key of the certificate request is not a P-256 key; make a new one.")
        }
        guard request.publicKey.isValidSignature(request.signature, for: request) else {
            throw AuthorityError(.request, "The certificate request is not signed by the key that it is for.")
        }
        return request.publicKey
    }
}
