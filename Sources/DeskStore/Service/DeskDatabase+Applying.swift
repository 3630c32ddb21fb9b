package import Desk
package import Health

extension DeskDatabase {
    /// Tickets of one transaction.
    private static let applied = 500

    /// A part of the unfinished tickets, from a number on.
    private struct Part: Sendable {
        /// The last ticket that was looked at; nil after the last of all.
        var last: Int64?
        var seen: Int
        var bound: Int
    }

    package func applyPolicies(
        to organisation: OrganisationID?,
        by scope: Scope,
        at now: Timestamp,
        onProgress: @Sendable (Int) -> Void
    ) async throws(DeskError) -> Int {
        let organisations = try await administered(organisation, by: scope)
        var (number, seen, bound) = (Int64(0), 0, 0)
        while true {
            let start = number
            let part = try await write { [shelf] connection in
                let promises = try Self.promises(to: organisations, at: now, shelf.book(connection), connection)
                let part = try Self.bind(promises, after: start, at: now, shelf.book(connection), connection)
                guard part.bound > 0 else { return part }
                try AdministrationRows.append(
                    "policy-applied",
                    ["organisation": organisation?.description, "tickets": String(part.bound)],
                    by: scope,
                    at: now,
                    connection
                )
                return part
            }
            (seen, bound) = (seen + part.seen, bound + part.bound)
            onProgress(seen)
            guard let last = part.last else { return bound }
            number = last
        }
    }

    /// The organisation, or all that a scope administers.
    private func administered(
        _ organisation: OrganisationID?,
        by scope: Scope
    ) async throws(DeskError) -> [OrganisationID] {
        if let organisation {
            try scope.requireAdministrator(of: organisation)
            return [organisation]
        }
        let all = try await organisations(in: scope).map(\.id).filter { scope.is([.administrator], in: $0) }
        if all.isEmpty { try scope.requireAdministrator(of: nil) }
        return all
    }

    /// What organisations promise at a time; one whose policy is not valid yet promises nothing.
    private static func promises(
        to organisations: [OrganisationID],
        at now: Timestamp,
        _ book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> [OrganisationID: AgreementName] {
        try organisations.reduce(into: [:]) { promises, organisation in
            try OrganisationRows.require(organisation, connection)
            promises[organisation] = try ServiceRows.agreement(of: organisation, book, at: now, connection)
        }
    }

    /// Binds some tickets to what is promised now, as far as they are bound to something else.
    ///
    /// The entries are the desk's own: a ticket that nobody has worked on stays one. Who said so stands in the log of
    /// administration.
    private static func bind(
        _ promises: [OrganisationID: AgreementName],
        after number: Int64,
        at now: Timestamp,
        _ book: ServiceBook,
        _ connection: any SQLConnection
    ) throws -> Part {
        var condition = SQLCondition(["state <> 'closed'", "number > ?"], [.integer(number)])
        condition.want("organisation", isOneOf: promises.keys.sorted().map { SQLValue($0) })
        let sql = "\(TicketRows.select)\(condition.clause) ORDER BY number LIMIT ?"
        let tickets = try connection.all(sql, condition.values + [SQLValue(applied)]).map(TicketRows.ticket)
        var part = Part(last: tickets.last?.number, seen: tickets.count, bound: 0)
        for ticket in tickets {
            guard let promise = promises[ticket.organisation],
                try LogRows.all(of: ticket.number, connection).agreement != promise
            else { continue }
            _ = try TicketLog.write([Step(.desk, .agreed(promise))], on: ticket, at: now, by: book, connection)
            part.bound += 1
        }
        return part
    }
}
