package import Desk
import GRDB
package import Health

extension TicketDatabase {
    package func tickets(_ filter: TicketFilter) async throws -> [Ticket] {
        let (condition, arguments) = Self.condition(of: filter)
        return try await read { database in
            try database.all(
                "\(TicketRows.select)\(condition) ORDER BY number DESC LIMIT ?",
                arguments + [filter.limit]
            )
            .map(TicketRows.ticket)
        }
    }

    private static func condition(of filter: TicketFilter) -> (sql: String, arguments: StatementArguments) {
        var terms: [String] = []
        var arguments: StatementArguments = []
        func want(_ term: String, _ values: StatementArguments) {
            terms.append(term)
            arguments += values
        }
        if let states = filter.states {
            let names = states.map(\.rawValue).sorted()
            want("state IN (\(names.map { _ in "?" }.joined(separator: ", ")))", StatementArguments(names))
        }
        if let host = filter.host { want("host = ?", [host]) }
        if let rule = filter.rule { want("rule = ?", [rule]) }
        if let severity = filter.severity { want("severity = ?", [severity.rawValue]) }
        if let tier = filter.tier { want("tier = ?", [tier]) }
        if filter.isAccepted {
            let newest =
                "SELECT max(number) FROM ticket AS other WHERE other.host = ticket.host AND other.key = ticket.key"
            want("accepted IS NOT NULL AND number = (\(newest))", [])
        }
        if let before = filter.before { want("number < ?", [before]) }
        return (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND "), arguments)
    }

    package func ticket(_ number: Int64) async throws -> (ticket: Ticket, log: [LogEntry])? {
        try await read { database in
            guard let ticket = try TicketRows.ticket(database, number: number) else { return nil }
            return (ticket, try TicketRows.log(database, of: number))
        }
    }

    package func search(_ words: String, limit: Int) async throws -> [Ticket] {
        guard let query = SearchIndex.query(words) else { return [] }
        if try await read(SearchIndex.isBehind) { try await write(SearchIndex.bringUp) }
        return try await read { database in
            try database.all(
                """
                \(TicketRows.select) WHERE number IN (
                    SELECT rowid FROM ticket_text WHERE ticket_text MATCH ? ORDER BY rowid DESC LIMIT ?
                ) ORDER BY number DESC
                """,
                [query, limit]
            )
            .map(TicketRows.ticket)
        }
    }

    @discardableResult
    package func handle(_ number: Int64, _ handling: Handling, by person: String, at now: Timestamp) async throws
        -> Ticket
    {
        try await write { database in
            guard let ticket = try TicketRows.ticket(database, number: number),
                let handled = try TicketRows.write(
                    [Step(.person(person), try handling.entry(on: ticket))],
                    on: ticket,
                    at: now,
                    database
                )
            else { throw DeskError(.unknownTicket, "There is no ticket \(number).") }
            return handled
        }
    }

    @discardableResult
    package func raise(_ condition: DeskCondition, host: String, note: String?, at now: Timestamp) async throws
        -> Ticket?
    {
        try await write { database in
            let name = try HostRows.name(of: host, database)
            return try Signals.take(
                Signal(raising: condition, host: host, hostName: name, at: now),
                note: note,
                at: now,
                database
            )
        }
    }

    @discardableResult
    package func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws -> Ticket? {
        try await write { database in
            let name = try HostRows.name(of: host, database)
            return try Signals.take(Signal(clearing: condition, host: host, hostName: name, at: now), at: now, database)
        }
    }

    package func statistics(at now: Timestamp) async throws -> Statistics {
        try await read { database in
            var statistics = Statistics(at: now)
            let rows = try Row.fetchCursor(database.cachedStatement(sql: TicketRows.select))
            while let row = try rows.next() { statistics.add(try TicketRows.ticket(row)) }
            return statistics
        }
    }
}
