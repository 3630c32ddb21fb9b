import ArgumentParser
import Commands
import Desk
import DeskStore
import DeskView
import Health
import Report

/// `vigie-desk person`: whom the desk knows.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "The persons that the desk knows.",
        subcommands: [List.self, Add.self, PersonChangeCommand.self, Import.self, Forget.self]
    )

    struct List: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the persons.",
            discussion: """
                EXAMPLES
                  vigie-desk person list --json
                """
        )

        @OptionGroup var state: StateOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.reading(console) { store in
                let listing = PersonListing(organisations: try await store.organisations(in: console.scope))
                try console.print(
                    try await store.persons(in: console.scope),
                    table: listing.table,
                    json: listing.json,
                    asJSON: output.json,
                    empty: Words(
                        en: "There is none. 'vigie-desk person add' adds one, 'vigie-desk person import' many.",
                        fr: "Il n'y en a aucune. «\u{A0}vigie-desk person add\u{A0}» en ajoute une, "
                            + "«\u{A0}vigie-desk person import\u{A0}» plusieurs."
                    )
                )
            }
        }
    }

    struct Add: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "add",
            abstract: "Add a person.",
            discussion: """
                EXAMPLES
                  vigie-desk person add "Inès Example" --email ines@example.org --language fr --expertise general
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Their name.")
        var name: String

        @Option(help: ArgumentHelp("Where mail reaches them.", valueName: "address"))
        var email: String?

        @Option(help: "The language in which they are written to: en or fr.")
        var language = Language.en

        @Option(help: "How much they know of computers.")
        var expertise = Expertise.general

        @OptionGroup var organisation: OrganisationOption

        @OptionGroup var output: JSONFlag

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let person = Person(
                    id: PersonID(0),
                    organisation: try await organisation.id(store, console) ?? .first,
                    name: name,
                    email: email,
                    language: language,
                    expertise: expertise
                )
                let added = try await store.add([person], by: console.scope, at: console.now())
                guard let id = added.first?.id else { return }
                guard !output.json else { return try console.print(["id": .number(Double(id.number))]) }
                try console.print(Words(en: "Person \(id): added.", fr: "Personne \(id)\u{A0}: ajoutée."))
            }
        }
    }

    struct Import: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Add the persons of a CSV file, all or none.",
            discussion: """
                The first line names the columns: name, and where they are there email, language (en, fr) and expertise \
                (\(Expertise.allCases.map(\.rawValue).joined(separator: ", "))).

                EXAMPLES
                  vigie-desk person import staff.csv --organisation "Example Ltd"
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "The file; - is standard input.", completion: .file(extensions: ["csv"]))
        var file: String

        @OptionGroup var organisation: OrganisationOption

        func run(on console: Console) async throws {
            let table = try CSV(try text())
            try await state.writing(console) { store in
                let persons = try PersonImport.persons(table, in: try await organisation.id(store, console) ?? .first)
                let added = try await store.add(persons, by: console.scope, at: console.now())
                let count = console.figures.number(Double(added.count))
                try console.print(
                    Words(en: "Persons added: \(count).", fr: "Personnes ajoutées\u{A0}: \(count).")
                )
            }
        }

        private func text() throws -> String {
            let bytes = try InputFile.named(file, limit: CSV.limit)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CommandError(
                    .failed,
                    en: "\(file) is not in UTF-8. Save it as 'CSV UTF-8'.",
                    fr: "\(file) n'est pas en UTF-8. Enregistrez-le en «\u{A0}CSV UTF-8\u{A0}»."
                )
            }
            return text
        }
    }

    struct Forget: ConsoleCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract: "Blank a person's name, address and words for good.",
            discussion: """
                Also what was written in the tickets that they asked for, and their account. Tickets, logs and figures stay, with the \
                person's number. It cannot be undone; copies in backups go when those do.

                EXAMPLES
                  vigie-desk person forget 12 --yes
                """
        )

        @OptionGroup var state: StateOption

        @Argument(help: "Whom: an address, a number, or a name.")
        var person: String

        @Flag(help: "Really.")
        var yes = false

        func validate() throws {
            guard yes else { throw ValidationError("This cannot be undone. Say --yes where you mean it.") }
        }

        func run(on console: Console) async throws {
            try await state.writing(console) { store in
                let known = try await store.persons(in: console.scope).named(person)
                let count = try await store.forget(known.id, by: console.scope, at: console.now())
                let texts = console.figures.number(Double(count))
                try console.print(
                    Words(
                        en: "Person \(known.id): forgotten; texts blanked: \(texts).",
                        fr: "Personne \(known.id)\u{A0}: oubliée\u{A0}; textes effacés\u{A0}: \(texts)."
                    )
                )
            }
        }
    }
}

extension Language: ExpressibleByArgument {}
extension Expertise: ExpressibleByArgument {}
