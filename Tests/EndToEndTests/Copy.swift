import Foundation

/// Copies of state folders, as backups and cloned machines have them.
enum Copy {
    /// Puts a copy of a folder in the place of whatever is there.
    static func folder(_ source: URL, to target: URL) throws {
        let files = FileManager.default
        if files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
        try files.copyItem(at: source, to: target)
    }
}
