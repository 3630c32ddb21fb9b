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
        subcommands: [
            List.self, Add.self, AccountChangeCommand.self, AccountRoleCommand.self, AccountPasswordCommand.self,
            AccountInviteCommand.self, Lock.self,
        ]
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

        @Option(help: "The role.")
        var role: Desk.Role

        @OptionGroup var tier: TierOption

        @OptionGroup var organisation: OrganisationOption

        @Option(help: ArgumentHelp("Months of experience in support.", valueName: "months"))
        var experience = 0

        @Option(help: ArgumentHelp("How many open tickets they work on at once.", valueName: "number"))
        var limit = 5

        @Option(help: ArgumentHelp("What they are good at; may be given several times.", valueName: "word"))
        var skill: [Desk.Category] = []

        func validate() throws {
            try tier.check(role)
            try AccountChangeCommand.check(experience: experience, limit: limit)
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
                let organisation = try await organisation.id(store, console) ?? person.organisation
                let account = Account(
                    person: person.id,
                    login: login,
                    memberships: [Membership(role, in: organisation, tier: tier.tier)],
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

    struct Lock: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "lock",
            abstract: "Lock an account, or unlock it.",
            discussion: """
                Whoever is locked can neither sign in nor get tickets; what they have and did not finish is nobody's from then on.

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

extension Desk.Role: ExpressibleByArgument {}
