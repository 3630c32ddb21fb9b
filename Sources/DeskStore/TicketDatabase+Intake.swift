package import Desk
import GRDB
package import Health

extension TicketDatabase {
    package func commit(_ batch: [IntakeItem], at now: Timestamp) async throws -> [IntakeResult] {
        try await commit(batch[...], at: now)
    }

    /// One transaction, or two halves after each other where it holds a row that can never be stored.
    private func commit(_ batch: ArraySlice<IntakeItem>, at now: Timestamp) async throws -> [IntakeResult] {
        guard !batch.isEmpty else { return [] }
        do {
            return try await write { try Intake.apply(batch, at: now, $0) }
        } catch let error as DeskError where Intake.isOfOneItem(error) {
            guard batch.count == 1 else {
                let middle = batch.startIndex + batch.count / 2
                let left = try await commit(batch[..<middle], at: now)
                return try await left + commit(batch[middle...], at: now)
            }
            return try await write { try Intake.apply(batch.map { $0.refused(for: error) }, at: now, $0) }
        }
    }

    package func position(of stream: Stream) async throws -> StreamPosition? {
        try await read { try Intake.position(of: stream, $0) }
    }

    package func deadLetters(limit: Int) async throws -> [DeadLetter] {
        try await read { database in
            try database.all(
                "SELECT host, journal, number, at, line, code, word FROM dead_letter ORDER BY id DESC LIMIT ?",
                [limit]
            )
            .map { row in
                DeadLetter(
                    stream: Stream(host: try row.value("host"), journal: try row.value("journal")),
                    number: try row.bits("number"),
                    at: try row.time("at"),
                    line: try row.value("line"),
                    code: try row.value("code"),
                    word: try row.value("word")
                )
            }
        }
    }
}
