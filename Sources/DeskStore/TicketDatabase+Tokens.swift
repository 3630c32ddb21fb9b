package import Desk
import GRDB
package import Health

extension TicketDatabase {
    package func create(_ token: Token) async throws {
        try await write { database in
            try database.run(
                "INSERT INTO token (hash, address, uses_left, expires_at) VALUES (?, ?, ?, ?)",
                [token.hash, token.address, token.usesLeft, token.expiresAt.milliseconds]
            )
        }
    }

    package func consume(
        token hash: String,
        publicKey: String,
        for host: EnrolledHost,
        at now: Timestamp
    ) async throws -> EnrolledHost {
        try await write { database in
            guard let row = try database.first("SELECT expires_at FROM token WHERE hash = ?", [hash]) else {
                throw DeskError(.unknownToken, "This desk has made no such token. Ask its administrator for a new one.")
            }
            guard try now < row.time("expires_at") else {
                throw DeskError(.expiredToken, "The token has expired. Ask the desk's administrator for a new one.")
            }
            if let enrolled = try Self.host(enrolledWith: hash, publicKey, database) { return enrolled }
            try database.run("UPDATE token SET uses_left = uses_left - 1 WHERE hash = ? AND uses_left > 0", [hash])
            guard database.changesCount == 1 else {
                throw DeskError(.usedToken, "The token has no uses left. Ask the desk's administrator for a new one.")
            }
            try HostRows.insert(host, database)
            try database.run(
                "INSERT INTO enrolment (token, public_key, host) VALUES (?, ?, ?)",
                [hash, publicKey, host.id]
            )
            return host
        }
    }

    private static func host(enrolledWith hash: String, _ key: String, _ database: Database) throws -> EnrolledHost? {
        let sql = "SELECT host FROM enrolment WHERE token = ? AND public_key = ?"
        guard let row = try database.first(sql, [hash, key]) else { return nil }
        return try HostRows.host(row.value("host"), database)
    }
}
