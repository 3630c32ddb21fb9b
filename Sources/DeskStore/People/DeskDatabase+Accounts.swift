package import Desk
package import Health

extension DeskDatabase {
    package func accounts(in scope: Scope) async throws(DeskError) -> [Account] {
        try await accounts(SQLCondition(), in: scope)
    }

    package func account(_ login: String, in scope: Scope) async throws(DeskError) -> Account? {
        try await accounts(SQLCondition(["login = ?"], [.text(login)]), in: scope).first
    }

    private func accounts(_ wanted: SQLCondition, in scope: Scope) async throws(DeskError) -> [Account] {
        let reach = scope.condition(onOrganisation: "organisation")
        var condition = wanted
        condition.want("person IN (SELECT id FROM person\(reach.clause))", reach.values)
        let seen = condition
        return try await read { connection in
            try AccountRows.accounts(seen, connection).map {
                var account = $0
                account.memberships.removeAll { !scope.sees($0.organisation) }
                return account
            }
        }
    }

    package func save(_ account: Account, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try Naming.check(login: account.login)
        for membership in account.memberships { try scope.requireAdministrator(of: membership.organisation) }
        try await write { [shelf] connection in
            _ = try PersonRows.changeable(account.person, by: scope, connection)
            if let other = try AccountRows.account(login: account.login, connection), other.person != account.person {
                throw DeskError(
                    .nameTaken,
                    en: "Another account has the login \(account.login).",
                    fr: "Un autre compte a l'identifiant \(account.login)."
                )
            }
            let isNew = try AccountRows.account(of: account.person, connection) == nil
            try AccountRows.put(account, connection)
            if account.isLocked { try SignInRows.shutOut(account.person, connection) }
            try Self.giveBack(ticketsOf: account.person, by: scope, at: now, shelf.book(connection), connection)
            let roles = account.memberships.map { "\($0.role.rawValue)@\($0.organisation)" }.joined(separator: " ")
            try AdministrationRows.append(
                isNew ? "account-added" : "account-changed",
                [
                    "person": account.person.description, "roles": roles, "tier": account.tier.map { String($0) },
                    "locked": account.isLocked ? "yes" : nil,
                ],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func setPassword(
        _ hash: String?,
        of person: PersonID,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) {
        try await write { connection in
            try PersonRows.requireOwn(person, orChangeableBy: scope, connection)
            try AccountRows.setPassword(hash, of: person, connection)
            try AdministrationRows.append(
                hash == nil ? "password-removed" : "password-set",
                ["person": person.description],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func passwordHash(
        forSignIn login: String
    ) async throws(DeskError) -> (account: Account, hash: String?)? {
        try await read { connection in
            guard let account = try AccountRows.account(login: login, connection) else { return nil }
            let sql = "SELECT password FROM account WHERE person = ?"
            let hash: String? = try connection.first(sql, [SQLValue(account.person)])?.optional(0, "password")
            return (account, hash)
        }
    }
}
