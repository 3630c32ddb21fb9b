package import Desk
package import Health

extension DeskDatabase: OutboxStore {
    /// Seconds for which it is kept what became of a notice.
    private static let memory: Double = 30 * 86_400
    /// Notices of one reader that are looked at together.
    private static let most = 5000

    package func takeMails(
        by bundling: Bundling,
        limit: Int,
        at now: Timestamp
    ) async throws(DeskError) -> [OutgoingMail] {
        let isDue = try await read { connection in
            try !Self.repeated(limit, now, connection).isEmpty || !Self.bundles(bundling, now, connection).isEmpty
        }
        guard isDue else { return [] }
        return try await write { connection in
            for notices in try Self.bundles(bundling, now, connection) {
                for notice in notices {
                    try connection.run(
                        "UPDATE outbox SET mail = ?, mailed_at = ?, next_at = ? WHERE id = ?",
                        [SQLValue(notices.first?.id), SQLValue(now), SQLValue(now), .integer(notice.id)]
                    )
                }
            }
            return try Self.repeated(limit, now, connection).map { try Self.attempt($0, now, connection) }
        }
    }

    /// The mails whose time has come.
    private static func repeated(_ limit: Int, _ now: Timestamp, _ connection: any SQLConnection) throws -> [Int64] {
        let sql = """
            SELECT mail, min(next_at) FROM outbox
            WHERE state = 'waiting' AND mail IS NOT NULL AND (next_at <= ? OR next_at > ?)
            GROUP BY mail ORDER BY min(next_at), mail LIMIT ?
            """
        // Nothing waits for longer, but by a clock that was wrong when that was written.
        let never = now.advanced(by: Retrying.longest + 60)
        return try connection.all(sql, [SQLValue(now), SQLValue(never), SQLValue(limit)]).map {
            try $0.value(0, "mail")
        }
    }

    /// Notes an attempt before it is made: one that is cut off is repeated when its time has come, and not at once.
    private static func attempt(
        _ mail: Int64,
        _ now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> OutgoingMail {
        let condition = SQLCondition(["mail = ?", "state = 'waiting'"], [.integer(mail)])
        let notices = try OutboxRows.notices(condition, by: "id", limit: most, connection)
        let first = notices.first
        let next = first.flatMap { Retrying.next(after: $0.attempts + 1, madeAt: $0.madeAt, at: now) }
        try connection.run(
            "UPDATE outbox SET attempts = attempts + 1, next_at = ? WHERE mail = ? AND state = 'waiting'",
            [SQLValue(next ?? now), .integer(mail)]
        )
        let person = first?.recipient.person
        return OutgoingMail(
            id: mail,
            reader: try person.flatMap { id in try unlessDamaged { try PersonRows.person(id, connection) } },
            account: try person.flatMap { id in try unlessDamaged { try AccountRows.account(of: id, connection) } },
            notices: notices,
            tickets: try Set(notices.compactMap(\.ticket)).sorted().compactMap { number in
                try unlessDamaged { try TicketRows.ticket(connection, number: number) }
            }
        )
    }

    /// What becomes a mail of each reader now.
    private static func bundles(
        _ bundling: Bundling,
        _ now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> [[Notice]] {
        let sql = "SELECT DISTINCT person FROM outbox WHERE state = 'waiting' AND mail IS NULL ORDER BY person"
        return try connection.all(sql, []).flatMap { row in
            let person: PersonID? = try row.optional(0, "person")
            let recipient = person.map(Recipient.person) ?? .desk
            var condition = SQLCondition(["state = 'waiting'", "mail IS NULL"])
            condition.want(recipient: recipient)
            let waiting = try OutboxRows.notices(condition, by: "id", limit: most, connection)
            let former = try former(mailsTo: recipient, since: now.advanced(by: -Bundling.memory), connection)
            return bundling.mails(of: waiting, former: former, at: now)
        }
    }

    private static func former(
        mailsTo recipient: Recipient,
        since start: Timestamp,
        _ connection: any SQLConnection
    ) throws -> [Bundling.Former] {
        var condition = SQLCondition(["mailed_at > ?"], [SQLValue(start)])
        condition.want(recipient: recipient)
        let sql = "SELECT min(mailed_at), count(DISTINCT ticket) FROM outbox\(condition.clause) GROUP BY mail"
        return try connection.all(sql, condition.values).map { row in
            Bundling.Former(at: try row.value(0, "mailed_at"), tickets: try row.value(1, "count"))
        }
    }

    package func settle(_ results: [MailResult], at now: Timestamp) async throws(DeskError) {
        try await write { connection in
            for result in results {
                if result.end == .untried {
                    try Self.giveBack(result.mail, now, connection)
                } else {
                    try Self.settle(result, now, connection)
                }
            }
            let old = now.advanced(by: -Self.memory)
            try connection.run("DELETE FROM outbox WHERE ended_at < ?", [SQLValue(old)])
        }
    }

    /// Takes an attempt back that was noted and not made.
    private static func giveBack(_ mail: Int64, _ now: Timestamp, _ connection: any SQLConnection) throws {
        let sql = "UPDATE outbox SET attempts = attempts - 1, next_at = ? WHERE mail = ? AND state = 'waiting'"
        try connection.run(sql, [SQLValue(now), .integer(mail)])
    }

    private static func settle(_ result: MailResult, _ now: Timestamp, _ connection: any SQLConnection) throws {
        let (state, trouble): (Notice.State, String?) =
            switch result.end {
            case .sent: (.sent, nil)
            case .dropped: (.dropped, nil)
            case .failed(let trouble): (.failed, trouble)
            case .putOff(let trouble): (try isGivenUp(result.mail, now, connection) ? .failed : .waiting, trouble)
            case .untried: (.waiting, nil)
            }
        let ends = state == .waiting ? "" : ", next_at = NULL, ended_at = ?"
        try connection.run(
            "UPDATE outbox SET state = ?, trouble = ?\(ends) WHERE mail = ? AND state = 'waiting'",
            [SQLValue(state), SQLValue(trouble)] + (state == .waiting ? [] : [SQLValue(now)]) + [.integer(result.mail)]
        )
    }

    private static func isGivenUp(_ mail: Int64, _ now: Timestamp, _ connection: any SQLConnection) throws -> Bool {
        let sql = "SELECT min(made_at), max(attempts) FROM outbox WHERE mail = ? AND state = 'waiting'"
        guard let row = try connection.first(sql, [.integer(mail)]),
            let madeAt: Timestamp = try row.optional(0, "made_at")
        else { return false }
        return Retrying.next(after: try row.value(1, "attempts"), madeAt: madeAt, at: now) == nil
    }
}
