import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk account`: who may work at the desk.
struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account",
        abstract: "The accounts with which people work at the desk.",
        subcommands: [List.self, Add.self, RoleCommand.self, AccountPasswordCommand.self, Lock.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the accounts.",
            discussion: """
                EXAMPLES
                  vigie-desk account list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let accounts = try await store.accounts(in: console.scope)
                let persons = try await store.names(of: Set(accounts.map(\.person)), in: console.scope)
                let listing = AccountListing(
                    persons: persons,
                    organisations: try await store.organisations(in: console.scope),
                    language: console.language,
                    now: console.now()
                )
                try console.print(
                    accounts,
                    table: listing.table,
                    json: listing.table,
                    asJSON: output.json,
                    empty: Words(
                        en: "There is none. 'vigie-desk account add' makes one for a person.",
                        fr: "Il n'y en a aucun. «\u{A0}vigie-desk account add\u{A0}» en fait un pour une personne."
                    )
                )
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Make an account for a person.",
            discussion: """
                EXAMPLES
                  vigie-desk account add marie --person "Marie Example" --role technician --tier 2 --experience 14
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "The login: small letters, digits, dots, hyphens and underscores.")
        var login: String

        @Option(help: ArgumentHelp("Whose: an address, a number, or a name.", valueName: "person"))
        var person: String

        @OptionGroup var role: RoleOptions

        @Option(help: ArgumentHelp("Months of experience in support.", valueName: "months"))
        var experience = 0

        @Option(help: ArgumentHelp("How many open tickets they work on at once.", valueName: "number"))
        var limit = 5

        @Option(help: ArgumentHelp("What they are good at; may be given several times.", valueName: "word"))
        var skill: [Desk.Category] = []

        func validate() throws {
            guard (0...1200).contains(experience) else {
                throw ValidationError("--experience is from 0 to 1200 months.")
            }
        }

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let person = try await store.persons(in: console.scope).named(person)
                if let known = try await store.accounts(in: console.scope).first(where: { $0.person == person.id }) {
                    throw CommandError(
                        .failed,
                        en: "\(person.name) has the account \(known.login) already.",
                        fr: "\(person.name) a déjà le compte \(known.login)."
                    )
                }
                let organisation = try await role.organisation.id(store, console) ?? person.organisation
                let account = Account(
                    person: person.id,
                    login: login,
                    memberships: [role.membership(in: organisation)],
                    skills: skill.map(\.word),
                    experience: experience,
                    workLimit: limit,
                    madeAt: console.now()
                )
                try await store.save(account, by: console.scope, at: console.now())
                try console.print(Words(en: "Account \(login): made.", fr: "Compte \(login)\u{A0}: créé."))
                account.warn(ofTier: account.tier, on: console)
            }
        }
    }

    struct RoleCommand: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "role",
            abstract: "Give an account a role in an organisation, in the place of the one it has there.",
            discussion: """
                EXAMPLES
                  vigie-desk account role marie --role technician --tier 3
                  vigie-desk account role paul --role observer --organisation "Example Ltd"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "The account.")
        var login: String

        @OptionGroup var role: RoleOptions

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                var account = try await store.technician(login, in: console.scope)
                let person = try await store.persons(in: console.scope).first { $0.id == account.person }
                let organisation = try await role.organisation.id(store, console) ?? person?.organisation ?? .first
                account.memberships.removeAll { $0.organisation == organisation }
                account.memberships.append(role.membership(in: organisation))
                try await store.save(account, by: console.scope, at: console.now())
                try console.print(Words(en: "Account \(login): changed.", fr: "Compte \(login)\u{A0}: modifié."))
                account.warn(ofTier: account.tier, on: console)
            }
        }
    }

    struct Lock: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "lock",
            abstract: "Lock an account, or unlock it.",
            discussion: """
                EXAMPLES
                  vigie-desk account lock paul
                  vigie-desk account lock paul --undo
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "The account.")
        var login: String

        @Flag(help: "Unlock it.")
        var undo = false

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                var account = try await store.technician(login, in: console.scope)
                account.isLocked = !undo
                try await store.save(account, by: console.scope, at: console.now())
                let done = undo ? Words(en: "unlocked", fr: "déverrouillé") : Words(en: "locked", fr: "verrouillé")
                try console.print(Words(en: "Account \(login): \(done.en).", fr: "Compte \(login)\u{A0}: \(done.fr)."))
            }
        }
    }
}

/// A role, and the tier of a technician.
struct RoleOptions: ParsableArguments {
    @Option(help: "The role.")
    var role: Desk.Role

    @Option(help: ArgumentHelp("The tier of a technician, 1 to 4.", valueName: "number"))
    var tier: Int?

    @OptionGroup var organisation: OrganisationOption

    func validate() throws {
        guard tier.map(Ticket.tiers.contains) ?? true else { throw ValidationError("--tier is a number from 1 to 4.") }
        guard tier == nil || role == .technician else { throw ValidationError("Only technicians have a tier.") }
    }

    func membership(in organisation: OrganisationID) -> Membership { Membership(role, in: organisation, tier: tier) }
}

extension Desk.Role: ExpressibleByArgument {}
