import Health

/// Persons from a table with a heading: `name`, and where they are there `email`, `language` and `expertise`.
package enum PersonImport {
    private static let known = ["name", "email", "language", "expertise"]

    /// The persons of a table; every mistake is named with its line.
    /// - Throws: `badText`.
    package static func persons(_ table: CSV, in organisation: OrganisationID) throws(DeskError) -> [Person] {
        guard let heading = table.rows.first else {
            throw DeskError(.badText, en: "The file is empty.", fr: "Le fichier est vide.")
        }
        let columns = heading.fields.map { $0.trimmed.lowercased() }
        if let other = columns.first(where: { !known.contains($0) }) {
            throw DeskError(
                .badText,
                en: "Line \(heading.line): there is no column \(other); there are \(known.joined(separator: ", ")).",
                fr:
                    "Ligne \(heading.line)\u{A0}: il n'y a pas de colonne \(other)\u{A0}; les colonnes sont \(known.joined(separator: ", "))."
            )
        }
        guard columns.contains("name") else {
            throw DeskError(
                .badText,
                en: "The first line must name a column name.",
                fr: "La première ligne doit nommer une colonne «\u{A0}name\u{A0}»."
            )
        }
        var persons: [Person] = []
        for row in table.rows.dropFirst() {
            do throws(DeskError) {
                persons.append(try person(row.fields, columns, organisation))
            } catch {
                throw DeskError(
                    error.code,
                    en: "Line \(row.line): \(error.message.en)",
                    fr: "Ligne \(row.line)\u{A0}: \(error.message.fr)"
                )
            }
        }
        return persons
    }

    private static func person(
        _ fields: [String],
        _ columns: [String],
        _ organisation: OrganisationID
    ) throws(DeskError) -> Person {
        guard fields.count == columns.count else {
            throw DeskError(
                .badText,
                en: "It has \(fields.count) fields, the first line has \(columns.count).",
                fr: "Elle a \(fields.count) champs, la première ligne en a \(columns.count)."
            )
        }
        let values = Dictionary(zip(columns, fields.map(\.trimmed)).filter { !$0.1.isEmpty }) { first, _ in first }
        guard let language = Language(rawValue: values["language"] ?? "en") else {
            throw DeskError(.badText, en: "The language is en or fr.", fr: "La langue est en ou fr.")
        }
        guard let expertise = Expertise(rawValue: values["expertise"] ?? Expertise.general.rawValue) else {
            let all = Expertise.allCases.map(\.rawValue).joined(separator: ", ")
            throw DeskError(.badText, en: "The expertise is one of \(all).", fr: "L'expertise est l'une de \(all).")
        }
        let person = Person(
            id: PersonID(0),
            organisation: organisation,
            name: values["name"] ?? "",
            email: values["email"],
            language: language,
            expertise: expertise
        )
        try person.check()
        return person
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
