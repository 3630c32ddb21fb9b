import ArgumentParser
import Commands
import DeskServer
import DeskWeb
import FoundationEssentials
import Settings

/// Where the settings of the desk are.
struct SettingsOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The desk's settings, with FILE.d/*.conf beside it (default: \(DeskSettings.path)).",
            valueName: "file"
        ),
        completion: .file()
    )
    var config: String?

    var path: String { config ?? DeskSettings.path }

    /// How the desk sends mail; nil where it sends none.
    func mail(_ console: Console) throws(SettingsErrors) -> DeskMail? { try load().mail(console) }

    /// How the desk's pages are served; nil where there are none.
    func web() throws(SettingsErrors) -> WebConfiguration? { try load().web() }

    /// Those of the files that others than owner and group may read: a password may stand in them.
    var openFiles: [String] {
        let more = (try? list("\(path).d")) ?? []
        let files = [path] + more.filter { $0.hasSuffix(".conf") }.sorted().map { "\(path).d/\($0)" }
        return files.filter { InputFile.mode($0).map { $0 & 0o007 != 0 } ?? false }
    }

    /// Reads the files; without one at the usual place all is at its default.
    func load() throws(SettingsErrors) -> Configuration {
        try DeskSettings.schema.load(
            path: path,
            read: { file, limit in
                do throws(InputFile.Failure) {
                    return try InputFile.read(file, limit: limit)
                } catch {
                    guard error == .absent else { throw error }
                    return config == nil && file == path ? [] : nil
                }
            },
            list: { folder in try list(folder) }
        )
    }

    private func list(_ folder: String) throws -> [String]? {
        let files = FileManager.default
        return files.fileExists(atPath: folder) ? try files.contentsOfDirectory(atPath: folder) : nil
    }
}

extension Configuration {
    /// How the desk sends mail; nil where it sends none.
    func mail(_ console: Console) throws(SettingsErrors) -> DeskMail? {
        try SettingsErrors.of { () throws(SettingsError) in try DeskMail(self, machine: console.hostName) }
    }

    /// How the desk's pages are served; nil where there are none.
    func web() throws(SettingsErrors) -> WebConfiguration? {
        try SettingsErrors.of { () throws(SettingsError) in try WebConfiguration(self) }
    }
}

extension SettingsErrors {
    fileprivate static func of<Part>(_ make: () throws(SettingsError) -> Part) throws(SettingsErrors) -> Part {
        do throws(SettingsError) {
            return try make()
        } catch {
            throw SettingsErrors([error])
        }
    }
}
