import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk host rename`: another name for a host.
struct HostRenameCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a host another name.",
        discussion: """
            It stays until the machine itself gets another name. Tickets keep the name that they were opened with.

            EXAMPLES
              vigie-desk host rename ws-17 ws-17-old
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The host: its name, its id, or the beginning of its id.")
    var host: String

    @Argument(help: "Its name from now on.")
    var name: String

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let known = try await store.hosts(in: console.scope).named(host)
            try await store.rename(known.id, to: name, by: console.scope, at: console.now())
            try console.print(
                Words(en: "Host \(known.name): now \(name).", fr: "Poste \(known.name)\u{A0}: désormais \(name).")
            )
        }
    }
}
