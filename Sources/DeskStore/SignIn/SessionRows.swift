import Desk
import Health

enum SessionColumn: Int, Columns {
    case id, digest, person, begunAt, seenAt, isComplete, address, browser, note, offeredSecret

    static let table = "session"
    static let names = makeNames()
}

/// Sessions of browsers as rows.
enum SessionRows {
    private static let select = SessionColumn.makeSelect()
    private static let insert = SessionColumn.makeInsert([
        .digest, .person, .begunAt, .seenAt, .isComplete, .address, .browser,
    ])
    private static let isAlive =
        "(begun_at > ? AND seen_at > ? AND seen_at <= ? AND (is_complete = 1 OR begun_at > ?))"

    private static func ages(at now: Timestamp) -> [SQLValue] {
        [-SessionLife.whole, -SessionLife.idle, SessionLife.ahead, -SessionLife.incomplete].map {
            SQLValue(now.advanced(by: $0))
        }
    }

    /// That a session has not ended by its age.
    static func alive(at now: Timestamp) -> SQLCondition { SQLCondition([isAlive], ages(at: now)) }

    static func insert(_ session: NewSession, at now: Timestamp, _ connection: any SQLConnection) throws {
        try connection.run(
            insert,
            [
                .text(session.digest), SQLValue(session.person), SQLValue(now), SQLValue(now),
                SQLValue(session.isComplete), .text(session.address), .text(session.browser),
            ]
        )
    }

    static func removeEnded(at now: Timestamp, _ connection: any SQLConnection) throws {
        try connection.run("DELETE FROM session WHERE NOT \(isAlive)", ages(at: now))
    }

    /// Who sits at a browser, and when they were last noted as seen.
    static func signedIn(
        _ digest: String,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> (SignedIn, seenAt: Timestamp)? {
        var condition = alive(at: now)
        condition.want("digest = ?", [.text(digest)])
        guard let row = try connection.first("\(select)\(condition.clause)", condition.values) else { return nil }
        let id: PersonID = try row.value(SessionColumn.person)
        guard let account = try AccountRows.account(of: id, connection), !account.isLocked,
            let person = try PersonRows.person(id, connection), let own = try SignInRows.row(of: id, connection)
        else { return nil }
        let signedIn = SignedIn(
            session: try row.value(SessionColumn.id),
            isComplete: try row.value(SessionColumn.isComplete),
            account: account,
            person: person,
            preferences: try SignInRows.preferences(own),
            hasSecondFactor: try SignInRows.secret(own) != nil,
            note: try row.readOptional(SessionColumn.note) { PageNote(row: $0) },
            offeredSecret: try row.readOptional(SessionColumn.offeredSecret) { bytes(hexadecimal: $0) }
        )
        return (signedIn, try row.value(SessionColumn.seenAt))
    }

    /// The complete sessions of a range of numbers that have not ended by their age.
    static func people(
        from first: Int64,
        through last: Int64,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> [(id: Int64, person: PersonID)] {
        var condition = alive(at: now)
        condition.want("is_complete = 1")
        condition.want("id BETWEEN ? AND ?", [.integer(first), .integer(last)])
        return try connection.all("\(select)\(condition.clause)", condition.values).map { row in
            (try row.value(SessionColumn.id), try row.value(SessionColumn.person))
        }
    }

    static func sessions(
        of person: PersonID,
        at now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> [SessionRecord] {
        var condition = alive(at: now)
        condition.want("person = ?", [SQLValue(person)])
        condition.want("is_complete = 1")
        let sql = "\(select)\(condition.clause) ORDER BY begun_at DESC, id DESC"
        return try connection.all(sql, condition.values).map { row in
            SessionRecord(
                id: try row.value(SessionColumn.id),
                begunAt: try row.value(SessionColumn.begunAt),
                seenAt: try row.value(SessionColumn.seenAt),
                address: try row.value(SessionColumn.address),
                browser: try row.value(SessionColumn.browser)
            )
        }
    }
}

extension PageNote {
    /// The form in which a row holds a note.
    var row: String {
        var fields = Fields()
        fields["word"] = word
        fields["details"] = details.description
        return fields.description
    }

    init?(row: String) {
        guard let fields = Fields(row), let word = fields["word"],
            let details = fields["details"].flatMap({ Fields($0) })
        else { return nil }
        self.init(word, details)
    }
}
