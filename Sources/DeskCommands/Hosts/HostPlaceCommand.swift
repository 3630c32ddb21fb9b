import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk host place`: where a host belongs, and how many a fault of it hinders.
struct HostPlaceCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: "Say to which organisation and site a host belongs, and how many its faults hinder.",
        discussion: """
            EXAMPLES
              vigie-desk host place ws-17 --organisation "Example Ltd" --site Lyon
              vigie-desk host place till-3 --impact high
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The host: its name, its id, or the beginning of its id.")
    var host: String

    @OptionGroup var organisation: OrganisationOption

    @Option(help: ArgumentHelp("Its site, by name or number.", valueName: "site"))
    var site: String?

    @Option(help: "How many a fault of it hinders; otherwise its class decides.")
    var impact: Impact?

    func validate() throws {
        guard organisation.isGiven || site != nil || impact != nil else {
            throw ValidationError("Say what is to change: --organisation, --site or --impact.")
        }
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let known = try await store.hosts(in: console.scope).named(host)
            let organisation = try await organisation.id(store, console)
            var place = HostPlace(organisation: organisation, impact: impact)
            if let site {
                let sites = try await store.sites(in: console.scope)
                place.site = try sites.named(site, of: organisation ?? known.organisation).id
            }
            try await store.place(known.id, place, by: console.scope, at: console.now())
            try console.print(Words(en: "Host \(known.name): placed.", fr: "Poste \(known.name)\u{A0}: placé."))
        }
    }
}
