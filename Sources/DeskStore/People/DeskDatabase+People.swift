package import Desk
package import Health

extension DeskDatabase: PeopleStore {
    package func persons(in scope: Scope) async throws(DeskError) -> [Person] {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("forgotten_at IS NULL")
        let (clause, values) = (condition.clause, condition.values)
        return try await read { connection in
            try connection.all("\(PersonRows.select)\(clause) ORDER BY name, id", values).map(PersonRows.person)
        }
    }

    package func person(_ id: PersonID, in scope: Scope) async throws(DeskError) -> Person? {
        try await read { try PersonRows.person(id, $0) }.flatMap { person in
            person.forgottenAt == nil && scope.sees(person.organisation) ? person : nil
        }
    }

    package func persons(
        beginningWith typed: String,
        limit: Int,
        in scope: Scope
    ) async throws(DeskError) -> [Person] {
        guard let beginning = NameBeginning(typed), limit > 0 else { return [] }
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("forgotten_at IS NULL")
        let wanted = condition
        return try await read { try PersonRows.first(limit, beginning, wanted, $0) }
    }

    package func names(of persons: Set<PersonID>, in scope: Scope) async throws(DeskError) -> [PersonID: String] {
        guard !persons.isEmpty else { return [:] }
        var condition = scope.onNames
        condition.want("forgotten_at IS NULL")
        condition.want("id = ?")
        let (clause, values) = (condition.clause, condition.values)
        return try await read { connection in
            try persons.reduce(into: [:]) { names, id in
                let row = try connection.first("SELECT name FROM person\(clause)", values + [SQLValue(id)])
                names[id] = try row?.value(0, "name")
            }
        }
    }

    package func add(_ persons: [Person], by scope: Scope, at now: Timestamp) async throws(DeskError) -> [Person] {
        for person in persons {
            try scope.requireAdministrator(of: person.organisation)
            try person.check()
        }
        return try await write { connection in
            try persons.map { person in
                var kept = person
                kept.id = try Self.unlessTaken(person.email) { try PersonRows.insert(person, connection) }
                try AdministrationRows.append(
                    "person-added",
                    ["person": kept.id.description],
                    by: scope,
                    at: now,
                    connection
                )
                return kept
            }
        }
    }

    package func change(_ person: Person, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: person.organisation)
        try person.check()
        try await write { connection in
            _ = try PersonRows.changeable(person.id, by: scope, connection)
            try Self.unlessTaken(person.email) { try PersonRows.update(person, connection) }
            try AdministrationRows.append(
                "person-changed",
                ["person": person.id.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    /// Two persons of an organisation have not the same address, and every person has an organisation.
    private static func unlessTaken<Result>(_ email: String?, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            guard Failure.isRefusedRow(error) else { throw error }
            guard let email else {
                throw DeskError(
                    .unknownOrganisation,
                    en: "There is no such organisation at this desk.",
                    fr: "Ce centre d'assistance n'a pas cette organisation."
                )
            }
            throw DeskError(
                .nameTaken,
                en: "Another person has the address \(email), or there is no such organisation.",
                fr: "Une autre personne a l'adresse \(email), ou cette organisation n'existe pas."
            )
        }
    }

    package func forget(_ person: PersonID, by scope: Scope, at now: Timestamp) async throws(DeskError) -> Int {
        let count = try await write { [shelf] connection in
            var known = try PersonRows.changeable(person, by: scope, connection)
            (known.name, known.email, known.forgottenAt) = ("", nil, now)
            try PersonRows.update(known, connection)
            try AccountRows.remove(person, connection)
            // What a page is about to say to another may name them.
            try connection.run("UPDATE session SET note = NULL WHERE note IS NOT NULL", [])
            try Self.giveBack(ticketsOf: person, by: scope, at: now, shelf.book(connection), connection)
            try OutboxRows.forget(person, at: now, connection)
            let count = try Self.blank(textsOf: person, connection)
            try AdministrationRows.append(
                "person-forgotten",
                ["person": person.description, "texts": String(count)],
                by: scope,
                at: now,
                connection
            )
            return count
        }
        do {
            try await driver.scrub()
        } catch {
            throw Failure.explained(
                error,
                en: "The person is forgotten; their words may still be in the store's file. Do it again.",
                fr:
                    "La personne est oubliée\u{A0}; ses textes peuvent encore se trouver dans le fichier de la base. Recommencez."
            )
        }
        return count
    }

    /// Blanks what a person wrote, and what is written in the tickets that they asked for; the index follows.
    private static func blank(textsOf person: PersonID, _ connection: any SQLConnection) throws -> Int {
        let theirs =
            "content IS NOT NULL AND (author = ? OR ticket IN (SELECT number FROM ticket WHERE requester = ?))"
        let values: [SQLValue] = [.text(Author.person(person).description), SQLValue(person)]
        let tickets = try connection.all("SELECT DISTINCT ticket FROM text WHERE \(theirs)", values)
        let count = try connection.run("UPDATE text SET content = NULL, salt = NULL WHERE \(theirs)", values)
        for row in tickets { try SearchIndex.renew(row.value(0, "ticket"), connection) }
        return count
    }

    package func administration(limit: Int, in scope: Scope) async throws(DeskError) -> [AdministrationEntry] {
        try scope.requireAdministrator(of: nil)
        return try await read { try AdministrationRows.newest(limit, $0) }
    }
}
