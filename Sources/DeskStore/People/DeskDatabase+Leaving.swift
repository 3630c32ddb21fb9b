import Desk
import Health

extension DeskDatabase {
    /// What a person has where they do not work, or work no more, is nobody's from here on, so that it is not waited for.
    static func giveBack(
        ticketsOf person: PersonID,
        by scope: Scope,
        at now: Timestamp,
        _ book: ServiceBook,
        _ connection: any SQLConnection
    ) throws {
        let sql = "\(TicketRows.select) WHERE assignee = ? AND state <> 'closed' ORDER BY number"
        for ticket in try connection.all(sql, [SQLValue(person)]).map(TicketRows.ticket) {
            guard try !References.works(person, on: ticket, connection) else { continue }
            _ = try TicketLog.write([Step(scope.author, .assigned(nil))], on: ticket, at: now, by: book, connection)
        }
    }
}
