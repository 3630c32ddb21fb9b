import Crypto
import Health
import SwiftASN1
import X509
import _NIOFileSystem

/// The folder `authority` in the desk's state directory, mode 0700, in which its keys and certificates live.
///
/// - `ca.key`, `ca.pem`: the authority. Made once; whoever loses them enrols every host again.
/// - `ca-*.pem`: further authorities whose hosts are trusted. To roll over, put the new authority in place of `ca.key` and
///   `ca.pem` and keep the old certificate as, say, `ca-2026.pem` until its last host has renewed.
/// - `desk.key`, `desk.pem`: this desk's server identity. Made again whenever it does not fit the addresses any more.
///
/// Keys have mode 0600. The folder is filled under another name and then renamed, so it appears whole or not at all, and of two
/// desks that start at once the second finds the first one's.
package struct AuthorityFolder: Sendable {
    private let path: FilePath
    private let parent: FilePath

    /// - Parameter stateDirectory: the desk's state directory, which exists.
    package init(stateDirectory: String) {
        parent = FilePath(stateDirectory)
        path = parent.appending("authority")
    }

    /// The authority that is kept here; it is made first where there is none.
    /// - Throws: `files` when the folder cannot be made or read, or when its parts do not belong together.
    package func authority(
        using generator: inout some RandomNumberGenerator
    ) async throws(AuthorityError) -> CertificateAuthority {
        if try await !exists(path) {
            try await create(CertificateAuthority(using: &generator), suffix: Secret.make(using: &generator))
        }
        let certificate = try await certificates(in: "ca.pem")[0]
        let key = try await key(in: "ca.key")
        guard certificate.publicKey == Certificate.PublicKey(key.publicKey) else {
            throw AuthorityError(
                .files,
                en: "\(path)/ca.key is not the key of ca.pem; restore both from one backup.",
                fr: "\(path)/ca.key n'est pas la clé de ca.pem\u{A0}; restaurez les deux depuis une même sauvegarde."
            )
        }
        var authority = CertificateAuthority(certificate: certificate, key: key)
        for name in try await otherNames() {
            authority.others += try await certificates(in: name)
        }
        return authority
    }

    /// This desk's identity; it is made anew where there is none that fits the authority and the addresses.
    /// - Throws: `address` or `files`.
    package func identity(
        addresses: [String],
        authority: CertificateAuthority,
        using generator: inout some RandomNumberGenerator
    ) async throws(AuthorityError) -> DeskIdentity {
        if let certificate = try? await certificates(in: "desk.pem")[0], let key = try? await key(in: "desk.key"),
            let kept = DeskIdentity(certificate: certificate, key: key, addresses: addresses, authority: authority)
        {
            return kept
        }
        let made = try DeskIdentity(addresses: addresses, authority: authority, using: &generator)
        try await write(made.key.pemRepresentation, to: path.appending("desk.key"))
        try await write(made.certificate.pem(), to: path.appending("desk.pem"))
        try await synchronize(path)
        return made
    }

    /// Whether the desk's certificate names an address; nil where the desk has none yet.
    package func covers(_ address: String) async -> Bool? {
        guard let certificate = try? await certificates(in: "desk.pem")[0],
            let names = try? certificate.extensions.subjectAlternativeNames
        else { return nil }
        return (try? CertificateForm.name(address)).map(names.contains) ?? false
    }

    private func create(_ authority: CertificateAuthority, suffix: String) async throws(AuthorityError) {
        let draft = parent.appending("authority.\(suffix.prefix(16))")
        try await AuthorityError.wrapping(
            .files,
            en: "The folder \(draft) could not be made; check its owner and the disk.",
            fr: "Le dossier \(draft) n'a pas pu être créé\u{A0}; vérifiez son propriétaire et le disque."
        ) {
            try await FileSystem.shared.createDirectory(
                at: draft,
                withIntermediateDirectories: false,
                permissions: .ownerReadWriteExecute
            )
        }
        try await write(authority.key.pemRepresentation, to: draft.appending("ca.key"))
        try await write(authority.certificate.pem(), to: draft.appending("ca.pem"))
        try await synchronize(draft)
        do {
            try await FileSystem.shared.moveItem(at: draft, to: path)
        } catch {
            _ = try? await FileSystem.shared.removeItem(at: draft)
            guard try await exists(path) else {
                throw AuthorityError(
                    .files,
                    en: "The folder \(path) could not be made; check its owner and the disk.",
                    fr: "Le dossier \(path) n'a pas pu être créé\u{A0}; vérifiez son propriétaire et le disque.",
                    cause: error
                )
            }
        }
        try await synchronize(parent)
    }

    private func exists(_ path: FilePath) async throws(AuthorityError) -> Bool {
        try await AuthorityError.wrapping(
            .files,
            en: "\(path) cannot be looked at; check its owner.",
            fr: "\(path) ne peut pas être examiné\u{A0}; vérifiez son propriétaire."
        ) {
            try await FileSystem.shared.info(forFileAt: path) != nil
        }
    }

    private func otherNames() async throws(AuthorityError) -> [String] {
        try await AuthorityError.wrapping(
            .files,
            en: "The folder \(path) cannot be listed; check its owner.",
            fr: "Le contenu du dossier \(path) ne peut pas être lu\u{A0}; vérifiez son propriétaire."
        ) {
            try await FileSystem.shared.withDirectoryHandle(atPath: path) { folder in
                var names: [String] = []
                for try await entry in folder.listContents() where names.count < 16 {
                    let name = entry.name.string
                    if name.hasPrefix("ca-"), name.hasSuffix(".pem") { names.append(name) }
                }
                return names.sorted()
            }
        }
    }
}

extension AuthorityFolder {
    /// The certificates in a file, at least one.
    private func certificates(in name: String) async throws(AuthorityError) -> [Certificate] {
        let text = try await text(of: name)
        return try AuthorityError.wrapping(
            .files,
            en: "\(path)/\(name) holds no certificate; restore it from a backup.",
            fr: "\(path)/\(name) ne contient pas de certificat\u{A0}; restaurez-le depuis une sauvegarde."
        ) {
            let found = try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
            guard !found.isEmpty else {
                throw AuthorityError(
                    .files,
                    en: "\(path)/\(name) is empty; restore it from a backup.",
                    fr: "\(path)/\(name) est vide\u{A0}; restaurez-le depuis une sauvegarde."
                )
            }
            return found
        }
    }

    private func key(in name: String) async throws(AuthorityError) -> P256.Signing.PrivateKey {
        let text = try await text(of: name)
        return try AuthorityError.wrapping(
            .files,
            en: "\(path)/\(name) holds no P-256 key; restore it from a backup.",
            fr: "\(path)/\(name) ne contient pas de clé P-256\u{A0}; restaurez-le depuis une sauvegarde."
        ) {
            try P256.Signing.PrivateKey(pemRepresentation: text)
        }
    }

    private func text(of name: String) async throws(AuthorityError) -> String {
        let file = path.appending(name)
        return try await AuthorityError.wrapping(
            .files,
            en: "\(file) cannot be read; restore it from a backup.",
            fr: "\(file) ne peut pas être lu\u{A0}; restaurez-le depuis une sauvegarde."
        ) {
            try await String(contentsOf: file, maximumSizeAllowed: .kibibytes(64))
        }
    }

    /// Writes a file of mode 0600; a new one appears under its name only when it is complete and on stable storage.
    ///
    /// One that is replaced is written in place: what a crash leaves of it does not fit the other files, and is made anew.
    private func write(_ text: String, to file: FilePath) async throws(AuthorityError) {
        try await AuthorityError.wrapping(
            .files,
            en: "\(file) could not be written; check its owner and the disk.",
            fr: "\(file) n'a pas pu être écrit\u{A0}; vérifiez son propriétaire et le disque."
        ) {
            try await FileSystem.shared.withFileHandle(
                forWritingAt: file,
                options: .newFile(replaceExisting: true, permissions: .ownerReadWrite)
            ) { handle in
                _ = try await handle.write(contentsOf: Array(text.utf8), toAbsoluteOffset: 0)
                try await handle.synchronize()
            }
        }
    }

    private func synchronize(_ folder: FilePath) async throws(AuthorityError) {
        try await AuthorityError.wrapping(
            .files,
            en: "\(folder) could not be written to the disk.",
            fr: "\(folder) n'a pas pu être écrit sur le disque."
        ) {
            try await FileSystem.shared.withDirectoryHandle(atPath: folder) { try await $0.synchronize() }
        }
    }
}

extension Certificate {
    fileprivate func pem() throws(AuthorityError) -> String {
        try AuthorityError.wrapping(
            .files,
            en: "A certificate could not be encoded.",
            fr: "Un certificat n'a pas pu être encodé."
        ) { try serializeAsPEM().pemString }
    }
}
