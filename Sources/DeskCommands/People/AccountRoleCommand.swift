import ArgumentParser
import Commands
import Desk
import DeskStore
import Health

/// `vigie-desk account role`: what an account may do in an organisation.
struct AccountRoleCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "role",
        abstract: "Give an account a role in an organisation, in the place of the one it has there, or take that away.",
        discussion: """
            Who works on tickets there no more gives back those that they did not finish: they are nobody's from then on.

            EXAMPLES
              vigie-desk account role marie --role technician --tier 3
              vigie-desk account role paul --role observer --organisation "Example Ltd"
              vigie-desk account role paul --remove --organisation "Example Ltd"
            """
    )

    @OptionGroup var state: StateOption

    @Argument(help: "The account.")
    var login: String

    @Option(help: "The role.")
    var role: Desk.Role?

    @OptionGroup var tier: TierOption

    @OptionGroup var organisation: OrganisationOption

    @Flag(help: "Take the role there away.")
    var remove = false

    func validate() throws {
        guard remove == (role == nil) else { throw ValidationError("Say which role by --role, or --remove.") }
        try tier.check(role)
    }

    func run(on console: Console) async throws {
        try await state.writing(console) { store in
            var account = try await store.technician(login, in: console.scope)
            let person = try await store.persons(in: console.scope).first { $0.id == account.person }
            let organisation = try await organisation.id(store, console) ?? person?.organisation ?? .first
            let others = account.memberships.filter { $0.organisation != organisation }
            guard !remove || others != account.memberships else {
                throw CommandError(
                    .failed,
                    en: "Account \(login) has no role in organisation \(organisation).",
                    fr: "Le compte \(login) n'a pas de rôle dans l'organisation \(organisation)."
                )
            }
            account.memberships =
                others + [role.map { Membership($0, in: organisation, tier: tier.tier) }].compactMap { $0 }
            try await store.save(account, by: console.scope, at: console.now())
            try console.print(Words(en: "Account \(login): changed.", fr: "Compte \(login)\u{A0}: modifié."))
            account.warn(ofTier: account.tier, on: console)
        }
    }
}

/// The tier of a technician.
struct TierOption: ParsableArguments {
    @Option(help: ArgumentHelp("The tier of a technician, 1 to 4.", valueName: "number"))
    var tier: Int?

    /// Refuses what is no tier, and one of a role that has none.
    func check(_ role: Desk.Role?) throws {
        guard tier.map(Ticket.tiers.contains) ?? true else { throw ValidationError("--tier is a number from 1 to 4.") }
        guard tier == nil || role == .technician else { throw ValidationError("Only technicians have a tier.") }
    }
}
