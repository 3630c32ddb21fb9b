import Desk
import FoundationEssentials

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
            throw DeskError(.unusableStore, "The folder \(folder) cannot be made.", cause: String(describing: error))
        }
        guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw DeskError(
                .unusableStore,
                "The ticket store \(path) cannot be made. Look at the folder's owner and mode."
            )
        }
    }
}
