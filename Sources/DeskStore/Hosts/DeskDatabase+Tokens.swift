package import Desk
package import Health

enum TokenColumn: Int, Columns {
    case hash, address, usesLeft, expiresAt, organisation, site

    static let table = "token"
    static let names = makeNames()
}

/// Which host was enrolled with a token: asked again with the same key, it is the same.
enum EnrolmentColumn: Int, Columns {
    case host, token, publicKey

    static let table = "enrolment"
    static let names = makeNames()
}

extension DeskDatabase {
    package func create(_ token: Token, by scope: Scope, at now: Timestamp) async throws(DeskError) {
        try scope.requireAdministrator(of: token.organisation)
        try await write { connection in
            try OrganisationRows.require(token.organisation, connection)
            if let site = token.site { _ = try OrganisationRows.require(site, of: token.organisation, connection) }
            try connection.run(
                TokenColumn.makeInsert(),
                [
                    .text(token.hash), .text(token.address), SQLValue(token.usesLeft), SQLValue(token.expiresAt),
                    SQLValue(token.organisation), SQLValue(token.site),
                ]
            )
            try AdministrationRows.append(
                "token-added",
                [
                    "organisation": token.organisation.description, "site": token.site?.description,
                    "uses": String(token.usesLeft),
                ],
                by: scope,
                at: now,
                connection
            )
        }
    }

    package func consume(
        token hash: String,
        publicKey: String,
        for host: EnrolledHost,
        at now: Timestamp
    ) async throws(DeskError) -> EnrolledHost {
        try await write { connection in
            guard let row = try connection.first("\(TokenColumn.makeSelect()) WHERE hash = ?", [.text(hash)]) else {
                throw DeskError(
                    .unknownToken,
                    en: "This desk has made no such token. Ask its administrator for a new one.",
                    fr: "Ce centre d'assistance n'a pas créé ce jeton. Demandez-en un nouveau à son administrateur."
                )
            }
            guard now < (try row.value(TokenColumn.expiresAt) as Timestamp) else {
                throw DeskError(
                    .expiredToken,
                    en: "The token has expired. Ask the desk's administrator for a new one.",
                    fr: "Le jeton a expiré. Demandez-en un nouveau à l'administrateur du centre d'assistance."
                )
            }
            if let enrolled = try Self.host(enrolledWith: hash, publicKey, connection) { return enrolled }
            let use = "UPDATE token SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0"
            guard try connection.run(use, [.text(hash)]) == 1 else {
                throw DeskError(
                    .usedToken,
                    en: "The token has no uses left. Ask the desk's administrator for a new one.",
                    fr:
                        "Le jeton ne peut plus servir. Demandez-en un nouveau à l'administrateur du centre d'assistance."
                )
            }
            var host = host
            host.organisation = try row.value(TokenColumn.organisation)
            host.site = try row.optional(TokenColumn.site)
            try HostRows.insert(host, connection)
            try connection.run(EnrolmentColumn.makeInsert(), [.text(host.id), .text(hash), .text(publicKey)])
            return host
        }
    }

    private static func host(
        enrolledWith hash: String,
        _ key: String,
        _ connection: any SQLConnection
    ) throws -> EnrolledHost? {
        let sql = "\(EnrolmentColumn.makeSelect(upTo: .host)) WHERE token = ? AND public_key = ?"
        guard let row = try connection.first(sql, [.text(hash), .text(key)]) else { return nil }
        return try HostRows.host(row.value(EnrolmentColumn.host), connection)
    }
}
