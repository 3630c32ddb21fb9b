package import Desk
package import Health

extension DeskDatabase: IntakeStore {
    package func besideWriter(_ work: @escaping @Sendable () async -> Void) async {
        await driver.besideWriter(work)
    }

    package func commit(_ arrivals: [Arrival], at now: Timestamp) async throws(DeskError) -> [Settlement] {
        try await commit(arrivals[...], at: now)
    }

    /// One transaction, or two halves after each other where it holds a row that can never be stored.
    private func commit(_ batch: ArraySlice<Arrival>, at now: Timestamp) async throws(DeskError) -> [Settlement] {
        guard !batch.isEmpty else { return [] }
        do {
            return try await write { [shelf] in try Arrivals.apply(batch, at: now, from: shelf, $0) }
        } catch {
            guard Self.isOfOneArrival(error) else { throw error }
            guard batch.count == 1 else {
                let middle = batch.startIndex + batch.count / 2
                let left = try await commit(batch[..<middle], at: now)
                return try await left + commit(batch[middle...], at: now)
            }
            return try await write { [shelf] connection in
                try Arrivals.apply(
                    batch.map { $0.refused(for: error) },
                    at: now,
                    from: shelf,
                    connection
                )
            }
        }
    }

    /// Whether an error can be laid to one arrival, so that the others are better off without it.
    private static func isOfOneArrival(_ error: DeskError) -> Bool {
        [.refusedRow, .damagedRow, .unknownHost].contains(error.code)
    }

    package func position(of stream: Desk.Stream) async throws(DeskError) -> StreamPosition? {
        try await read { try StreamRows.position(of: stream, $0) }
    }

    package func standing(of host: String) async throws(DeskError) -> [Ticket] {
        try await read { connection in
            let newest =
                "SELECT max(number) FROM ticket AS other WHERE other.host = ticket.host AND other.key = ticket.key"
            let sql = """
                \(TicketRows.select) WHERE ticket.host = ? AND key IS NOT NULL
                AND (state <> 'closed' OR accepted IS NOT NULL AND number = (\(newest))) ORDER BY number DESC
                """
            return try connection.all(sql, [.text(host)]).map(TicketRows.ticket)
        }
    }

    @discardableResult
    package func raise(
        _ condition: DeskCondition,
        host: String,
        remark: Remark?,
        at now: Timestamp
    ) async throws(DeskError) -> Ticket? {
        try await write { [shelf] connection in
            let (reporting, book) = try HostRows.reporting(host, from: shelf, at: now, connection)
            let signal = Signal(raising: condition, of: reporting, at: now)
            return try Signals.take(signal, remark: remark, at: now, by: book, connection)
        }
    }

    @discardableResult
    package func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws(DeskError) -> Ticket? {
        try await write { [shelf] connection in
            let (reporting, book) = try HostRows.reporting(host, from: shelf, at: now, connection)
            let signal = Signal(clearing: condition, of: reporting, at: now)
            return try Signals.take(signal, at: now, by: book, connection)
        }
    }

    /// The newest dead letters, newest first.
    package func deadLetters(limit: Int) async throws(DeskError) -> [DeadLetter] {
        try await read { try DeadLetterRows.newest(limit, $0) }
    }
}
