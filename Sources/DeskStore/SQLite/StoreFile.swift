import Desk
import FoundationEssentials
import Glibc

/// The file of the store: personal data, so that only its owner may read it.
///
/// SQLite gives its side files the same mode.
enum StoreFile {
    /// Makes the folder (0700) and an empty file (0600) where they are absent.
    static func prepare(_ path: String) throws(DeskError) {
        let files = FileManager.default
        guard !files.fileExists(atPath: path) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            if !files.fileExists(atPath: folder) {
                try files.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
        } catch {
            throw DeskError(
                .unusableStore,
                en: "The folder \(folder) cannot be made.",
                fr: "Le dossier \(folder) ne peut pas être créé.",
                cause: String(describing: error)
            )
        }
        // Another program may make it at the same time, and may have begun to fill it.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 || errno == EEXIST else {
            throw DeskError(
                .unusableStore,
                en: "The ticket store \(path) cannot be made. Look at the folder's owner and mode.",
                fr:
                    "La base des billets \(path) ne peut pas être créée. Vérifiez le propriétaire et les droits du dossier.",
                cause: unsafe String(cString: strerror(errno))
            )
        }
        if descriptor >= 0 { close(descriptor) }
    }
}
