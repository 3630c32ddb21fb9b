package import Desk
package import Health

extension DeskDatabase: TicketStore {
    package func tickets(_ filter: TicketFilter, in scope: Scope) async throws(DeskError) -> [Ticket] {
        let condition = Self.condition(of: filter, in: scope)
        return try await read { connection in
            let sql = "\(TicketRows.select)\(condition.clause) ORDER BY number DESC LIMIT ?"
            return try connection.all(sql, condition.values + [SQLValue(filter.limit)]).map(TicketRows.ticket)
        }
    }

    private static func condition(of filter: TicketFilter, in scope: Scope) -> SQLCondition {
        var condition = scope.onTickets
        if let states = filter.states {
            condition.want("state", isOneOf: states.map(\.rawValue).sorted().map { .text($0) })
        }
        let wanted: [(column: TicketColumn, value: SQLValue)] = [
            (.host, SQLValue(filter.host)), (.rule, SQLValue(filter.rule)), (.severity, SQLValue(filter.severity)),
            (.tier, SQLValue(filter.tier)), (.assignee, SQLValue(filter.assignee)),
            (.requester, SQLValue(filter.requester)), (.category, SQLValue(filter.category)),
            (.type, SQLValue(filter.type)),
        ]
        for (column, value) in wanted where value != .null { condition.want("\(column.name) = ?", [value]) }
        if let before = filter.before { condition.want("number < ?", [.integer(before)]) }
        return condition
    }

    package func ticket(_ number: Int64, in scope: Scope) async throws(DeskError) -> TicketRecord? {
        try await read { try Self.record(number, in: scope, $0)?.seen(by: scope) }
    }

    private static func record(
        _ number: Int64,
        in scope: Scope,
        _ connection: any SQLConnection
    ) throws -> TicketRecord? {
        guard let ticket = try TicketRows.ticket(connection, number: number), scope.sees(ticket) else { return nil }
        return TicketRecord(ticket, log: try LogRows.all(of: number, connection))
    }

    package func file(_ filing: Filing, by scope: Scope, at now: Timestamp) async throws(DeskError) -> TicketRecord {
        try scope.require(filing: filing)
        let kind = LogEntry.Kind.filed(filing)
        try filing.check()
        return try await write { [shelf] connection in
            try References.check(filing, connection)
            let steps = [Step(scope.author, kind)]
            let book = try shelf.book(connection)
            guard let (ticket, log) = try TicketLog.write(steps, on: nil, at: now, by: book, connection) else {
                throw DeskError(.damagedRow, en: "A filing made no ticket.", fr: "Un dépôt n'a pas produit de billet.")
            }
            return TicketRecord(ticket, log: log)
        }
    }

    @discardableResult
    package func perform(
        _ action: Action,
        on number: Int64,
        version: Int64?,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> TicketRecord {
        try await write { [shelf] connection in
            guard var record = try Self.record(number, in: scope, connection) else { throw Self.unknown(number) }
            // Who sees a part of it knows the version of that part.
            let seen = record.seen(by: scope)
            if let version, version != seen.version { throw Self.changed(seen, since: version) }
            try scope.require(action, on: record.ticket)
            try References.check(action, on: record.ticket, in: scope, connection)
            let kinds = try Decision.entries(for: action, on: record.ticket, log: record.log, at: now)
            let steps = try kinds.map { kind in
                Step(scope.author, try References.withoutLeavers(kind, of: record.ticket, connection))
            }
            if let (ticket, entries) = try TicketLog.write(
                steps,
                on: record.ticket,
                at: now,
                by: shelf.book(connection),
                connection
            ) {
                record.ticket = ticket
                record.log += entries
            }
            return record.seen(by: scope)
        }
    }

    package static func unknown(_ number: Int64) -> DeskError {
        DeskError(.unknownTicket, en: "There is no ticket \(number).", fr: "Il n'y a pas de billet \(number).")
    }

    /// Says what others did since a version was seen.
    private static func changed(_ record: TicketRecord, since version: Int64) -> DeskError {
        let later = record.log.filter { $0.sequence > version }
        let done = later.map { "\($0.kind.name) (\($0.author))" }.joined(separator: ", ")
        return DeskError(
            .changed,
            en: "Ticket \(record.ticket.number) is left as it is: it has changed since you read it. Read it again."
                + (done.isEmpty ? "" : " Since then: \(done)."),
            fr:
                "Le billet \(record.ticket.number) reste tel quel\u{A0}: il a changé depuis que vous l'avez lu. Relisez-le."
                + (done.isEmpty ? "" : " Depuis\u{A0}: \(done).")
        )
    }

    package func statistics(in scope: Scope, at now: Timestamp) async throws(DeskError) -> Statistics {
        let condition = scope.onTickets
        return try await read { connection in
            var statistics = Statistics(at: now)
            try connection.each(TicketRows.select + condition.clause, condition.values) { row in
                statistics.add(try TicketRows.ticket(row))
            }
            return statistics
        }
    }

    package func unfinishedByHost(in scope: Scope) async throws(DeskError) -> [String: Int] {
        var condition = scope.onTickets
        condition.want("state <> 'closed' AND host IS NOT NULL")
        let (clause, values) = (condition.clause, condition.values)
        return try await read { connection in
            let sql = "SELECT host, count(*) FROM ticket\(clause) GROUP BY host"
            return try connection.all(sql, values).reduce(into: [:]) { counts, row in
                counts[try row.value(0, "host") as String] = try row.value(1, "count") as Int
            }
        }
    }
}
