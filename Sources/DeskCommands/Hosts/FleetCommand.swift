import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk fleet`: how all hosts together are.
struct FleetCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Say how many hosts are not well, where, and which.",
        discussion: """
            Each host counts once, as the worst that is true of it: \
            \(HostVerdict.allCases.map(\.rawValue).joined(separator: ", ")). Those that are not good are listed.

            EXAMPLES
              vigie-desk fleet
              vigie-desk fleet --by model --verdict failing
              vigie-desk fleet --by fault --json
            """
    )

    @OptionGroup var state: StateOption

    @Option(help: "What they are counted by.")
    var by = FleetGrouping.site

    @Option(help: "List the hosts of this verdict (default: all that are not good).")
    var verdict: HostVerdict?

    @OptionGroup var output: JSONFlag

    func run(on console: Console) async throws {
        try await state.reading(console) { store in
            let now = console.now()
            let fleet = try await Fleet(from: store, in: console.scope, at: now, zone: console.style.zone)
            let disks = by.needsDisks ? try await store.diskModels(in: console.scope) : []
            let places = try await PlaceBook(from: store, in: console.scope)
            let sheet = FleetSheet(fleet, by: by, disks: disks, verdict: verdict, places)
            guard !output.json else { return try console.print(sheet.json(in: console.language, now: now)) }
            try console.print(sheet.text(in: console.language, style: console.style, now: now))
        }
    }
}

extension FleetGrouping: ExpressibleByArgument {}
extension HostVerdict: ExpressibleByArgument {}
