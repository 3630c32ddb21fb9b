import FoundationEssentials
package import Settings

/// The settings of `desk.conf`, with `desk.conf.d/*.conf` beside it.
package enum DeskSettings {
    package static let path = "/etc/vigie/desk.conf"

    /// Everything that `desk.conf` may hold.
    package static let schema = Schema([MailSettings.section])

    /// Reads the files; without one at the usual place all is at its default.
    package static func load(_ path: String?) throws(SettingsErrors) -> Configuration {
        let main = path ?? Self.path
        let files = FileManager.default
        return try schema.load(
            path: main,
            read: { file, limit in
                guard files.fileExists(atPath: file) else { return path == nil && file == main ? [] : nil }
                let bytes = try Data(contentsOf: URL(filePath: file))
                guard bytes.count <= limit else { throw Misfit("it is longer than \(limit) bytes") }
                return Array(bytes)
            },
            list: { folder in
                files.fileExists(atPath: folder) ? try files.contentsOfDirectory(atPath: folder) : nil
            }
        )
    }

    /// Whether others than owner and group may read a file that may hold a password.
    package static func isOpen(_ path: String?) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path ?? Self.path)
        return (attributes?[.posixPermissions] as? Int).map { $0 & 0o007 != 0 } ?? false
    }
}
