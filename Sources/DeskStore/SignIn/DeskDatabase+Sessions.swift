package import Desk
package import Health

extension DeskDatabase {
    package func sessions(
        of person: PersonID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> [SessionRecord] {
        try await read { connection in
            try PersonRows.requireOwn(person, orChangeableBy: scope, connection)
            return try SessionRows.sessions(of: person, at: now, connection)
        }
    }

    package func endSessions(
        of person: PersonID,
        _ session: Int64?,
        except digest: String?,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        var condition = SQLCondition(["person = ?"], [SQLValue(person)])
        if let session { condition.want("id = ?", [.integer(session)]) }
        if let digest { condition.want("digest <> ?", [.text(digest)]) }
        let (clause, values) = (condition.clause, condition.values)
        try await write { connection in
            try PersonRows.requireOwn(person, orChangeableBy: scope, connection)
            let count = try connection.run("DELETE FROM session\(clause)", values)
            guard count > 0, scope.person != person else { return }
            try AdministrationRows.append(
                "sessions-ended",
                ["person": person.description, "sessions": String(count)],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func setPreferences(
        _ preferences: PagePreferences,
        language: Language,
        of person: PersonID,
        by scope: Scope
    ) async throws(DeskError) {
        guard scope.person == person else {
            throw DeskError(
                .notAllowed,
                en: "Everybody chooses for themselves how pages look.",
                fr: "Chacun choisit pour soi l'apparence des pages."
            )
        }
        let sql = "UPDATE account SET \(SignInColumn.makeAssignments([.theme, .hasShortcuts])) WHERE person = ?"
        let values = [SQLValue(preferences.theme), SQLValue(preferences.hasShortcuts), SQLValue(person)]
        try await write { connection in
            try connection.run(sql, values)
            try connection.run(
                "UPDATE person SET language = ? WHERE id = ?",
                [.text(language.rawValue), SQLValue(person)]
            )
        }
    }
}
