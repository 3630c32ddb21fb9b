import Crypto
import SwiftASN1
import X509
import _NIOFileSystem

/// The workstation's own P-256 key, which is made here and never leaves this machine.
package struct HostKey: Sendable {
    private let key: P256.Signing.PrivateKey

    package init() {
        key = P256.Signing.PrivateKey()
    }

    /// - Throws: `key` when the text holds no P-256 key.
    package init(pem: String) throws(EnrolmentError) {
        do {
            key = try P256.Signing.PrivateKey(pemRepresentation: pem)
        } catch {
            throw EnrolmentError(
                .key,
                en: "This is not a P-256 key in PEM.",
                fr: "Ce n'est pas une clé P-256 en PEM.",
                cause: error
            )
        }
    }

    /// The key in PKCS #8, PEM.
    package var pem: String { key.pemRepresentation }

    /// Whether a certificate is for this key.
    func isKey(of certificate: Certificate) -> Bool {
        certificate.publicKey == Certificate.PublicKey(key.publicKey)
    }

    /// A PKCS #10 request in DER, signed by the key.
    ///
    /// Its subject is empty: which host this is, the desk decides.
    package func request() throws(EnrolmentError) -> [UInt8] {
        do {
            let request = try CertificateSigningRequest(
                version: .v1,
                subject: DistinguishedName(),
                privateKey: Certificate.PrivateKey(key),
                attributes: CertificateSigningRequest.Attributes(),
                signatureAlgorithm: .ecdsaWithSHA256
            )
            var serializer = DER.Serializer()
            try serializer.serialize(request)
            return serializer.serializedBytes
        } catch {
            throw EnrolmentError(
                .key,
                en: "The certificate request could not be made.",
                fr: "La demande de certificat n'a pas pu être créée.",
                cause: error
            )
        }
    }

    /// The key in a file, which is made (mode 0600) where there is none, so that enrolling again uses the same key.
    /// - Throws: `key` when the file cannot be read, written or understood; it is never overwritten.
    package static func kept(at path: String) async throws(EnrolmentError) -> HostKey {
        do {
            if let kept = try await read(path) { return kept }
            let made = HostKey()
            try await made.write(to: FilePath(path))
            return made
        } catch let error as FileSystemError where error.code == .fileAlreadyExists {
            throw EnrolmentError(
                .key,
                en: "\(path) was made by another program just now; enrol again.",
                fr: "\(path) vient d'être créé par un autre programme\u{A0}; relancez l'inscription.",
                cause: error
            )
        } catch {
            throw EnrolmentError(
                .key,
                en: "The key \(path) cannot be used; check its owner and contents.",
                fr: "La clé \(path) n'est pas utilisable\u{A0}; vérifiez son propriétaire et son contenu.",
                cause: error
            )
        }
    }

    private static func read(_ path: String) async throws -> HostKey? {
        guard try await FileSystem.shared.info(forFileAt: FilePath(path)) != nil else { return nil }
        return try HostKey(pem: await String(contentsOf: FilePath(path), maximumSizeAllowed: .kibibytes(16)))
    }

    /// The file appears under its name only when it is complete and on stable storage.
    private func write(to file: FilePath) async throws {
        try await FileSystem.shared.withFileHandle(
            forWritingAt: file,
            options: .newFile(replaceExisting: false, permissions: .ownerReadWrite)
        ) { handle in
            _ = try await handle.write(contentsOf: Array(pem.utf8), toAbsoluteOffset: 0)
            try await handle.synchronize()
        }
        try await FileSystem.shared.withDirectoryHandle(atPath: file.removingLastComponent()) {
            try await $0.synchronize()
        }
    }
}
