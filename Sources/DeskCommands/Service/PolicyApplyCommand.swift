import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk policy apply`: binds tickets to what is valid now.
struct PolicyApplyCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Bind the unfinished tickets to the versions of policies and calendars that are valid now.",
        discussion: """
            Otherwise a ticket keeps the versions of the day on which it was filed. Time that was used until now stays counted as it \
            was; from now on the new hours and targets count. A ticket that is bound so already is left as it is, so it does no harm \
            to run it again.

            EXAMPLES
              vigie-desk policy apply
              vigie-desk policy apply --organisation "Example Ltd"
            """
    )

    @OptionGroup var state: StateOption

    @OptionGroup var organisation: OrganisationOption

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            let count = try await store.applyPolicies(
                to: try await organisation.id(store, console),
                by: console.scope,
                at: console.now(),
                onProgress: { console.sayProgress($0) }
            )
            let tickets = console.figures.number(Double(count))
            try console.print(
                Words(
                    en: "Tickets bound to what is valid now: \(tickets).",
                    fr: "Billets rattachés aux versions en vigueur\u{A0}: \(tickets)."
                )
            )
        }
    }
}
