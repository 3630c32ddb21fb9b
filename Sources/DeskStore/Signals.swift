import Desk
import GRDB
import Health

/// What a signal does to the store.
enum Signals {
    /// Decides and writes; returns the ticket when it changed.
    ///
    /// The note goes to its log only where the signal itself did.
    static func take(_ signal: Signal, note: String? = nil, at now: Timestamp, _ database: Database) throws -> Ticket? {
        let latest = try TicketRows.latest(database, host: signal.opening.host, key: signal.opening.key)
        var steps = Workflow.steps(for: signal, latest: latest, at: now)
        if let note, !steps.isEmpty { steps.append(Step(.desk, .noted(note))) }
        return try TicketRows.write(steps, on: latest, seenAt: signal.seenAt, at: now, database)
    }
}
