package import Desk
package import Health

extension DeskDatabase: LiveStore {
    /// Entries of one call at most.
    private static let mostChanges = 10_000

    /// It costs a look at the end of an index, which says all that `PRAGMA data_version` would, on every database.
    package func lastEntry() async throws(DeskError) -> Int64 {
        try await read { try LogRows.last($0) }
    }

    package func changes(after sequence: Int64, limit: Int) async throws(DeskError) -> TicketChanges {
        let limit = min(max(1, limit), Self.mostChanges)
        return try await read { try LogRows.changes(after: sequence, limit: limit, $0) }
    }

    package func accounts(
        ofSessions sessions: Set<Int64>,
        at now: Timestamp
    ) async throws(DeskError) -> [Int64: Account] {
        guard let first = sessions.min(), let last = sessions.max() else { return [:] }
        return try await read { connection in
            let people = try SessionRows.people(from: first, through: last, at: now, connection)
            return try people.reduce(into: [:]) { accounts, session in
                guard sessions.contains(session.id),
                    let account = try AccountRows.account(of: session.person, connection), !account.isLocked
                else { return }
                accounts[session.id] = account
            }
        }
    }

    package func organisation(ofTicket number: Int64, in scope: Scope) async throws(DeskError) -> OrganisationID? {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("number = ?", [.integer(number)])
        let (clause, values) = (condition.clause, condition.values)
        return try await read { connection in
            try connection.first("SELECT organisation FROM ticket\(clause)", values)?.value(0, "organisation")
        }
    }
}
