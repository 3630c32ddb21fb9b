import Crypto
import SwiftASN1
import X509

extension CertificateAuthority {
    /// SHA-256 of the key of a certificate request, in hexadecimal: by it a host that enrols again is known.
    /// - Throws: `request` when the request cannot be read.
    package func keyHash(ofRequest der: [UInt8]) throws(AuthorityError) -> String {
        guard der.count <= 4096, let request = try? CertificateSigningRequest(derEncoded: der) else {
            throw AuthorityError(.request, "The certificate request cannot be read; enrol with the vigie command.")
        }
        return hexadecimal(SHA256.hash(data: try request.publicKey.encoded()))
    }
}
