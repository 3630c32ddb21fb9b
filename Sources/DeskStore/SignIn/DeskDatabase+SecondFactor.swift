package import Desk
package import Health

extension DeskDatabase {
    package func secondFactor(of person: PersonID) async throws(DeskError) -> SecondFactor? {
        try await read { connection in
            guard let row = try SignInRows.row(of: person, connection), let secret = try SignInRows.secret(row) else {
                return nil
            }
            let sql = "SELECT count(*) FROM recovery_code WHERE person = ?"
            let left: Int = try connection.first(sql, [SQLValue(person)])?.value(0, "count") ?? 0
            return SecondFactor(secret: secret, recoveryCodesLeft: left)
        }
    }

    package func setSecondFactor(
        _ secret: [UInt8]?,
        recovery digests: [String],
        of person: PersonID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try await write { connection in
            try PersonRows.requireOwn(person, orChangeableBy: scope, connection)
            guard secret == nil || scope.person == person else {
                throw DeskError(
                    .notAllowed,
                    en: "A second factor is set by its owner alone. It can be taken away.",
                    fr: "Un second facteur n'est défini que par son propriétaire. Il peut être retiré."
                )
            }
            let sql = "UPDATE account SET \(SignInColumn.makeAssignments([.secondFactor, .lastStep])) WHERE person = ?"
            let values = [SQLValue(secret.map { hexadecimal($0) }), .null, SQLValue(person)]
            guard try connection.run(sql, values) == 1 else { throw AccountRows.unknown(person) }
            try SignInRows.setRecovery(secret == nil ? [] : Set(digests), of: person, connection)
            try connection.run("UPDATE session SET offered_secret = NULL WHERE person = ?", [SQLValue(person)])
            try AdministrationRows.append(
                secret == nil ? "second-factor-removed" : "second-factor-set",
                ["person": person.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func spend(step: Int64, of person: PersonID) async throws(DeskError) -> Bool {
        let sql = """
            UPDATE account SET last_step = ?
            WHERE person = ? AND second_factor IS NOT NULL AND (last_step IS NULL OR last_step < ?)
            """
        return try await write { try $0.run(sql, [.integer(step), SQLValue(person), .integer(step)]) == 1 }
    }

    package func spend(recovery digest: String, of person: PersonID, at now: Timestamp) async throws(DeskError) -> Bool
    {
        try await write { connection in
            let sql = "DELETE FROM recovery_code WHERE person = ? AND digest = ?"
            guard try connection.run(sql, [SQLValue(person), .text(digest)]) == 1 else { return false }
            try AdministrationRows.append(
                "recovery-code-used",
                ["person": person.description],
                by: Scope(requester: person),
                at: now,
                connection
            )
            return true
        }
    }
}
