import ArgumentParser
import Commands
import DeskServer
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

    /// Whether others than owner and group may read them.
    var isOpen: Bool { DeskSettings.isOpen(config) }

    /// How the desk sends mail; nil where it sends none.
    func mail(_ console: Console) throws(SettingsErrors) -> DeskMail? {
        let configuration = try DeskSettings.load(config)
        do throws(SettingsError) {
            return try DeskMail(configuration, machine: console.hostName)
        } catch {
            throw SettingsErrors([error])
        }
    }
}
