import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health

/// `vigie-desk organisation`: whom the desk serves.
struct OrganisationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organisation",
        abstract: "The organisations that the desk serves.",
        subcommands: [List.self, Add.self, Rename.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the organisations.",
            discussion: """
                EXAMPLES
                  vigie-desk organisation list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                try console.print(
                    try await store.organisations(in: console.scope),
                    table: OrganisationListing.table,
                    json: OrganisationListing.table,
                    asJSON: output.json,
                    empty: Words(en: "There is none.", fr: "Il n'y en a aucune.")
                )
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add an organisation.",
            discussion: """
                EXAMPLES
                  vigie-desk organisation add "Example Ltd"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name.")
        var name: String

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let added = try await store.addOrganisation(name, by: console.scope, at: console.now())
                let words = Words(
                    en: "Organisation \(added.id): \(added.name), added.",
                    fr: "Organisation \(added.id)\u{A0}: \(added.name), ajoutée."
                )
                try console.print(words)
            }
        }
    }

    struct Rename: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "rename",
            abstract: "Give an organisation another name.",
            discussion: """
                EXAMPLES
                  vigie-desk organisation rename main "Example Ltd"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name now, or its number.")
        var organisation: String

        @Argument(help: "Its name from now on.")
        var name: String

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                var option = OrganisationOption()
                option.organisation = organisation
                guard let id = try await option.id(store, console) else { return }
                try await store.rename(id, to: name, by: console.scope, at: console.now())
                try console.print(
                    Words(en: "Organisation \(id): now \(name).", fr: "Organisation \(id)\u{A0}: désormais \(name).")
                )
            }
        }
    }
}

/// `vigie-desk site`: the places of organisations.
struct SiteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site",
        abstract: "The sites of organisations.",
        subcommands: [List.self, Add.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the sites.",
            discussion: """
                EXAMPLES
                  vigie-desk site list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let listing = SiteListing(organisations: try await store.organisations(in: console.scope))
                try console.print(
                    try await store.sites(in: console.scope),
                    table: listing.table,
                    json: listing.table,
                    asJSON: output.json,
                    empty: Words(
                        en: "There is none. 'vigie-desk site add' adds one.",
                        fr: "Il n'y en a aucun. «\u{A0}vigie-desk site add\u{A0}» en ajoute un."
                    )
                )
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a site.",
            discussion: """
                EXAMPLES
                  vigie-desk site add Lyon --organisation "Example Ltd" --address "1 rue de la Gare"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Its name.")
        var name: String

        @Option(help: ArgumentHelp("Where it is.", valueName: "text"))
        var address: String?

        @OptionGroup var organisation: OrganisationOption

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let site = try await store.addSite(
                    name,
                    address: address,
                    of: try await organisation.id(store, console) ?? .first,
                    by: console.scope,
                    at: console.now()
                )
                try console.print(
                    Words(
                        en: "Site \(site.id): \(site.name), added.",
                        fr: "Site \(site.id)\u{A0}: \(site.name), ajouté."
                    )
                )
            }
        }
    }
}
