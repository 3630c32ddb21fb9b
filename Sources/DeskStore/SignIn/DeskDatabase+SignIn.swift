package import Desk
package import Health

extension DeskDatabase: SignInStore {
    package func begin(_ session: NewSession, at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            try SessionRows.removeEnded(at: now, connection)
            _ = try AccountRows.usable(of: session.person, connection)
            try SessionRows.insert(session, at: now, connection)
        }
    }

    package func signedIn(token digest: String, at now: Timestamp) async throws(DeskError) -> SignedIn? {
        let found = try await read { try SessionRows.signedIn(digest, at: now, $0) }
        guard let (signedIn, seenAt) = found else { return nil }
        guard now.seconds(since: seenAt) >= SessionLife.noting else { return signedIn }
        do {
            // Of many requests at once one notes it.
            let sql = "UPDATE session SET seen_at = ? WHERE id = ? AND seen_at = ?"
            try await write { try $0.run(sql, [SQLValue(now), .integer(signedIn.session), SQLValue(seenAt)]) }
        } catch {
            // A full medium keeps nobody from reading.
            guard error.isTemporary else { throw error }
        }
        return signedIn
    }

    package func complete(token digest: String, as newDigest: String, at now: Timestamp) async throws(DeskError) {
        var condition = SessionRows.alive(at: now)
        condition.want("digest = ?", [.text(digest)])
        condition.want("is_complete = 0")
        let sql = "UPDATE session SET digest = ?, is_complete = 1, seen_at = ?\(condition.clause)"
        let values = [.text(newDigest), SQLValue(now)] + condition.values
        try await write { connection in
            guard try connection.run(sql, values) == 1 else {
                throw DeskError(
                    .unknownToken,
                    en: "This session has ended. Sign in again.",
                    fr: "Cette session est terminée. Reconnectez-vous."
                )
            }
        }
    }

    package func end(token digest: String) async throws(DeskError) {
        try await write { try $0.run("DELETE FROM session WHERE digest = ?", [.text(digest)]) }
    }

    package func leave(_ note: PageNote?, token digest: String) async throws(DeskError) {
        try await set(.note, SQLValue(note?.row), token: digest)
    }

    package func offer(secret: [UInt8]?, token digest: String) async throws(DeskError) {
        try await set(.offeredSecret, SQLValue(secret.map { hexadecimal($0) }), token: digest)
    }

    private func set(_ column: SessionColumn, _ value: SQLValue, token digest: String) async throws(DeskError) {
        try await write {
            try $0.run("UPDATE session SET \(column.name) = ? WHERE digest = ?", [value, .text(digest)])
        }
    }
}
