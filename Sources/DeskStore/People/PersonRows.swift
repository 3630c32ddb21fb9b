import Desk
import Health

enum PersonColumn: Int, Columns {
    case id, organisation, name, email, language, expertise, forgottenAt, wishes

    static let table = "person"
    static let names = makeNames()
}

/// Persons as rows.
enum PersonRows {
    static let select = PersonColumn.makeSelect()
    private static let inserted = PersonColumn.allCases.filter { $0 != .id }
    private static let insert = PersonColumn.makeInsert(inserted)
    private static let update = "UPDATE person SET \(PersonColumn.makeAssignments(inserted)) WHERE id = ?"

    static func insert(_ person: Person, _ connection: any SQLConnection) throws -> PersonID {
        PersonID(try connection.insert(insert, inserted.map { value($0, of: person) }))
    }

    static func update(_ person: Person, _ connection: any SQLConnection) throws {
        let values = inserted.map { value($0, of: person) }
        guard try connection.run(update, values + [SQLValue(person.id)]) == 1 else { throw unknown(person.id) }
    }

    static func person(_ id: PersonID, _ connection: any SQLConnection) throws -> Person? {
        try connection.first("\(select) WHERE id = ?", [SQLValue(id)]).map(person)
    }

    /// The first by name of those who are wanted and whose name or address begins so.
    ///
    /// All names are looked at, for no database folds letters as we do: 10,000 take some 20 ms.
    static func first(
        _ limit: Int,
        _ beginning: NameBeginning,
        _ wanted: SQLCondition,
        _ connection: any SQLConnection
    ) throws -> [Person] {
        var found: [(name: String, id: PersonID)] = []
        let sql = "SELECT id, name, email FROM person\(wanted.clause)"
        try connection.each(sql, wanted.values) { row in
            let name: String = try row.value(1, "name")
            let email: String? = try row.optional(2, "email")
            guard beginning.begins(name: name) || email.map(beginning.begins(address:)) == true else { return }
            found.append((name, try row.value(0, "id")))
        }
        return try found.sorted { $0 < $1 }.prefix(limit).compactMap { try person($0.id, connection) }
    }

    /// A person whom a scope may change; throws `unknownPerson` or `notAllowed`.
    static func changeable(_ id: PersonID, by scope: Scope, _ connection: any SQLConnection) throws -> Person {
        guard let person = try person(id, connection), person.forgottenAt == nil, scope.sees(person.organisation)
        else { throw unknown(id) }
        try scope.requireAdministrator(of: person.organisation)
        // Who has a role elsewhere is not one organisation's to change: whoever sets their password could act there.
        for membership in try AccountRows.account(of: id, connection)?.memberships ?? [] {
            try scope.requireAdministrator(of: membership.organisation)
        }
        return person
    }

    /// Refuses a scope that is neither the person's own nor may change them, as `changeable` does.
    static func requireOwn(_ id: PersonID, orChangeableBy scope: Scope, _ connection: any SQLConnection) throws {
        if scope.person != id { _ = try changeable(id, by: scope, connection) }
    }

    static func unknown(_ id: PersonID) -> DeskError {
        DeskError(
            .unknownPerson,
            en: "There is no person \(id) at this desk.",
            fr: "Ce centre d'assistance n'a pas de personne \(id)."
        )
    }

    private static func value(_ column: PersonColumn, of person: Person) -> SQLValue {
        switch column {
        case .id: SQLValue(person.id)
        case .organisation: SQLValue(person.organisation)
        case .name: .text(person.name)
        case .email: SQLValue(person.email)
        case .language: SQLValue(person.language)
        case .expertise: SQLValue(person.expertise)
        case .forgottenAt: SQLValue(person.forgottenAt)
        case .wishes: SQLValue(person.wishes.map { $0.map(\.word).sorted().joined(separator: " ") })
        }
    }

    static func person(_ row: SQLRow) throws(DeskError) -> Person {
        Person(
            id: try row.value(PersonColumn.id),
            organisation: try row.value(PersonColumn.organisation),
            name: try row.value(PersonColumn.name),
            email: try row.optional(PersonColumn.email),
            language: try row.read(PersonColumn.language, Language.init(rawValue:)),
            expertise: try row.read(PersonColumn.expertise, Expertise.init(rawValue:)),
            wishes: try row.readOptional(PersonColumn.wishes) { words in
                Set(words.split(separator: " ").compactMap { NoticeKind($0) })
            },
            forgottenAt: try row.optional(PersonColumn.forgottenAt)
        )
    }
}
