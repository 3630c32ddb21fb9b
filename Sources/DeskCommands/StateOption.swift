import Commands
import ArgumentParser
import Desk
import DeskStore
import FoundationEssentials

/// Where the desk keeps its store, its keys and its certificates.
///
/// Whoever owns that directory owns what is in it: root acts as them.
struct StateOption: ParsableArguments {
    static let variable = "VIGIE_DESK_STATE"
    static let standard = "/var/lib/vigie-desk"

    @Option(
        help: ArgumentHelp(
            "The desk's state directory (default: $\(variable), or \(standard)).",
            valueName: "dir"
        )
    )
    var state: String?

    func path(_ console: Console) -> String {
        state ?? console.environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 } ?? Self.standard
    }

    /// Opens the store to write; makes it, and the directory, where there is none.
    func openOrMake(_ console: Console) throws -> DeskDatabase {
        try Owner(of: path(console))?.act()
        return try DeskDatabase.open(path: storePath(console))
    }

    /// Opens the store that is there to write.
    func open(_ console: Console) throws -> DeskDatabase {
        try requireStore(console)
        return try DeskDatabase.open(path: storePath(console))
    }

    /// Opens the store that is there to read.
    func openToRead(_ console: Console) throws -> DeskDatabase {
        try requireStore(console)
        return try DeskDatabase.open(path: storePath(console), readOnly: true)
    }

    func storePath(_ console: Console) -> String {
        let path = path(console)
        return path.hasSuffix("/") ? "\(path)desk.sqlite" : "\(path)/desk.sqlite"
    }

    private func requireStore(_ console: Console) throws(CommandError) {
        let folder = path(console)
        try Owner(of: folder)?.act()
        let files = FileManager.default
        guard !files.fileExists(atPath: storePath(console)) else { return }
        guard !files.fileExists(atPath: folder) || files.isExecutableFile(atPath: folder) else {
            throw CommandError(
                .failed,
                en:
                    "\(console.user) may not look into \(folder). Run the command as the owner of that directory, or as root.",
                fr:
                    "\(console.user) n'a pas accès à \(folder). Lancez la commande sous le propriétaire de ce dossier, ou sous root."
            )
        }
        throw CommandError(
            .failed,
            en:
                "There is no ticket store in \(folder). Start one with 'vigie-desk serve', or name another directory with --state.",
            fr:
                "Il n'y a pas de base des billets dans \(folder). Créez-en une par «\u{A0}vigie-desk serve\u{A0}», ou nommez un autre dossier par --state."
        )
    }
}
