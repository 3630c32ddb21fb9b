import Desk
import Health

/// What a signal does to the store.
enum Signals {
    /// Decides and writes; returns the ticket when it changed.
    ///
    /// The remark goes to its log only where the signal itself did.
    static func take(
        _ signal: Signal,
        remark: Remark? = nil,
        at now: Timestamp,
        by book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> Ticket? {
        let latest = try TicketRows.latest(connection, host: signal.opening.host, key: signal.opening.key)
        var steps = Workflow.steps(for: signal, latest: latest, at: now)
        if let remark, !steps.isEmpty { steps.append(Step(.desk, .remarked(remark))) }
        return try TicketLog.write(steps, on: latest, seenAt: signal.seenAt, at: now, by: book, connection)?.ticket
    }
}
