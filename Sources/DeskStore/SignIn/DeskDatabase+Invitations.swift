package import Desk
package import Health

extension DeskDatabase {
    package func invite(
        _ person: PersonID,
        code digest: String,
        until end: Timestamp,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try await write { connection in
            _ = try PersonRows.changeable(person, by: scope, connection)
            _ = try AccountRows.usable(of: person, connection)
            let sql = """
                INSERT INTO invitation (person, digest, ends_at) VALUES (?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET digest = excluded.digest, ends_at = excluded.ends_at
                """
            try connection.run(sql, [SQLValue(person), .text(digest), SQLValue(end)])
            try AdministrationRows.append(
                "account-invited",
                ["person": person.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func invitation(code digest: String, at now: Timestamp) async throws(DeskError) -> Account? {
        try await read { try SignInRows.invited(by: digest, at: now, $0) }
    }

    package func accept(
        code digest: String,
        password hash: String,
        at now: Timestamp
    ) async throws(DeskError) -> Account {
        try await write { connection in
            guard let account = try SignInRows.invited(by: digest, at: now, connection) else {
                throw DeskError(
                    .unknownToken,
                    en: "This link has been used or has expired. Ask your administrator for a new one.",
                    fr: "Ce lien a déjà servi ou a expiré. Demandez-en un nouveau à votre administrateur."
                )
            }
            try AccountRows.setPassword(hash, of: account.person, connection)
            try AdministrationRows.append(
                "invitation-used",
                ["person": account.person.description],
                by: Scope(requester: account.person),
                at: now,
                connection
            )
            return account
        }
    }
}
