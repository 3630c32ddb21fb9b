import Desk
import Health

enum OutboxColumn: Int, Columns {
    case id, kind, person, organisation, ticket, entry, madeAt, state, attempts, nextAt, endedAt, trouble, mail,
        mailedAt

    static let table = "outbox"
    static let names = makeNames()
}

/// Notices as rows.
enum OutboxRows {
    static let select = OutboxColumn.makeSelect()
    private static let inserted: [OutboxColumn] = [
        .kind, .person, .organisation, .ticket, .entry, .madeAt, .state, .attempts,
    ]
    private static let insert = OutboxColumn.makeInsert(inserted) + " ON CONFLICT DO NOTHING"

    /// Keeps a new notice; of one entry nobody has two.
    static func insert(_ notice: Notice, of organisation: OrganisationID?, _ connection: any SQLConnection) throws {
        try connection.run(
            insert,
            [
                SQLValue(notice.kind), SQLValue(notice.recipient.person), SQLValue(organisation),
                SQLValue(notice.ticket), SQLValue(notice.entry), SQLValue(notice.madeAt), SQLValue(notice.state),
                SQLValue(notice.attempts),
            ]
        )
    }

    static func notices(
        _ condition: SQLCondition,
        by order: String,
        limit: Int,
        _ connection: any SQLConnection
    ) throws -> [Notice] {
        let sql = "\(select)\(condition.clause) ORDER BY \(order) LIMIT ?"
        return try connection.all(sql, condition.values + [SQLValue(limit)]).compactMap { row in
            try DeskDatabase.unlessDamaged { try notice(row) }
        }
    }

    private static func notice(_ row: SQLRow) throws(DeskError) -> Notice {
        let person: PersonID? = try row.optional(OutboxColumn.person)
        return Notice(
            id: try row.value(OutboxColumn.id),
            try row.value(OutboxColumn.kind),
            to: person.map(Recipient.person) ?? .desk,
            ticket: try row.optional(OutboxColumn.ticket),
            entry: try row.optional(OutboxColumn.entry),
            madeAt: try row.value(OutboxColumn.madeAt),
            state: try row.read(OutboxColumn.state, Notice.State.init(rawValue:)),
            attempts: try row.value(OutboxColumn.attempts),
            nextAt: try row.optional(OutboxColumn.nextAt),
            endedAt: try row.optional(OutboxColumn.endedAt),
            trouble: try row.optional(OutboxColumn.trouble),
            mail: try row.optional(OutboxColumn.mail)
        )
    }

    /// Takes what speaks of a person out of their notices, and sends them none any more.
    static func forget(_ person: PersonID, at now: Timestamp, _ connection: any SQLConnection) throws {
        try connection.run("UPDATE outbox SET trouble = NULL WHERE person = ?", [SQLValue(person)])
        try connection.run(
            "UPDATE outbox SET state = 'dropped', next_at = NULL, ended_at = ? WHERE person = ? AND state = 'waiting'",
            [SQLValue(now), SQLValue(person)]
        )
    }
}

extension Recipient {
    var person: PersonID? {
        if case .person(let id) = self { id } else { nil }
    }
}

extension SQLCondition {
    /// That a notice goes to someone; without a person it goes to the desk.
    mutating func want(recipient: Recipient) {
        if let person = recipient.person { want("person = ?", [SQLValue(person)]) } else { want("person IS NULL") }
    }
}
