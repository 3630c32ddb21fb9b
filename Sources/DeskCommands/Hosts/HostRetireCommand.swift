import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk host retire`: takes a host out of service, or puts it back.
struct HostRetireCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a host out of service, or put it back.",
        discussion: """
            Its certificate is refused from then on, and its silence is not missed. Its tickets stay as they are. Of hosts of one \
            name, one in service goes before the retired: name those by id.

            EXAMPLES
              vigie-desk host retire ws-17 --yes
              vigie-desk host retire ws-17 --undo
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The host: its name, its id, or the beginning of its id.")
    var host: String

    @Flag(help: "Really.")
    var yes = false

    @Flag(help: "Put it back into service.")
    var undo = false

    func validate() throws {
        guard yes || undo else {
            throw ValidationError("The desk refuses a retired host. Say --yes where you mean it.")
        }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let known = try await store.hosts(in: console.scope).named(host)
            if undo {
                try await store.restore(known.id, by: console.scope, at: console.now())
            } else {
                try await store.retire(known.id, by: console.scope, at: console.now())
            }
            let done = undo ? Words(en: "back in service", fr: "remis en service") : Words(en: "retired", fr: "retiré")
            try console.print(
                Words(en: "Host \(known.name): \(done.en).", fr: "Poste \(known.name)\u{A0}: \(done.fr).")
            )
        }
    }
}
