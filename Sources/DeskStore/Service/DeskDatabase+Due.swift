package import Desk
package import Health

extension DeskDatabase {
    /// Tickets of one transaction.
    private static let step = 100

    package func performDue(at now: Timestamp) async throws(DeskError) -> [TicketRecord] {
        // Most of the time there is nothing, and nothing is written.
        let isDue = try await read { connection in
            let (waking, warning) = try (Self.waking(now, connection), Self.warning(now, connection))
            return !waking.isEmpty || !warning.isEmpty
        }
        guard isDue else { return [] }
        return try await write { [shelf] connection in
            let book = try shelf.book(connection)
            let woken = try Self.waking(now, connection).compactMap { ticket in
                try Self.write(.moved(Move(to: .open)), on: ticket, at: now, book, connection)
            }
            let warned = try Self.warning(now, connection).compactMap { ticket -> TicketRecord? in
                guard let warning = ticket.deadlines.warning else { return nil }
                let kind = LogEntry.Kind.warned(warning.clock, share: warning.share)
                return try Self.write(kind, on: ticket, at: now, book, connection)
            }
            return woken + warned
        }
    }

    private static func write(
        _ kind: LogEntry.Kind,
        on ticket: Ticket,
        at now: Timestamp,
        _ book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> TicketRecord? {
        try TicketLog.write([Step(.desk, kind)], on: ticket, at: now, by: book, connection)
            .map { TicketRecord($0.ticket, log: $0.entries) }
    }

    private static func waking(_ now: Timestamp, _ connection: any SQLConnection) throws -> [Ticket] {
        try due("wakes_at", now, connection)
    }

    private static func warning(_ now: Timestamp, _ connection: any SQLConnection) throws -> [Ticket] {
        try due("warn_at", now, connection)
    }

    private static func due(
        _ column: String,
        _ now: Timestamp,
        _ connection: any SQLConnection
    ) throws -> [Ticket] {
        let sql = "\(TicketRows.select) WHERE \(column) <= ? ORDER BY \(column), number LIMIT ?"
        return try connection.all(sql, [SQLValue(now), SQLValue(step)]).map(TicketRows.ticket)
    }
}
