package import Desk
package import Health

extension DeskDatabase: QueueStore {
    /// Tickets of a page at most.
    private static let longestPage = 100_000

    package func queue(_ filter: QueueFilter, in scope: Scope) async throws(DeskError) -> Queue {
        let limit = min(max(0, filter.limit), Self.longestPage)
        return try await read { connection in
            let condition = try QueueRows.condition(of: filter, in: scope, connection)
            let tickets = try QueueRows.first(limit + 1, of: condition, after: filter.after, connection) { ticket in
                try Self.isSeen(ticket, by: filter.query, scope, connection)
            }
            let page = Array(tickets.prefix(limit))
            return Queue(page, next: tickets.count > limit ? page.last.map(QueuePlace.init) : nil)
        }
    }

    package func neighbours(
        of ticket: Ticket,
        filter: QueueFilter,
        in scope: Scope
    ) async throws(DeskError) -> QueueNeighbours {
        let place = ticket.isUnsolved ? QueuePlace(ticket) : nil
        return try await read { connection in
            let condition = try QueueRows.condition(of: filter, in: scope, connection)
            func neighbour(_ direction: QueueRows.Direction) throws -> Int64? {
                try QueueRows.first(1, of: condition, after: place, going: direction, connection) { ticket in
                    try Self.isSeen(ticket, by: filter.query, scope, connection)
                }.first?.number
            }
            return QueueNeighbours(previous: try place.flatMap { _ in try neighbour(.back) }, next: try neighbour(.on))
        }
    }

    /// Whether a scope sees the words of a query in a ticket.
    private static func isSeen(
        _ ticket: Ticket,
        by query: TicketQuery,
        _ scope: Scope,
        _ connection: any SQLConnection
    ) throws -> Bool {
        guard let words = SearchIndex.Query(query.words), ticket.number != query.loneNumber else { return true }
        return try SearchIndex.isSeen(ticket, words, scope, connection)
    }

    package func queueCounts(of account: Account, in scope: Scope) async throws(DeskError) -> [QueueTab: Int] {
        let tabs = QueueTab.allCases.map { QueueRows.terms(of: QueueFilter($0, of: account)) }
        let counts = tabs.map { tab in
            "count(*)" + (tab.terms.isEmpty ? "" : " FILTER (WHERE \(tab.terms.joined(separator: " AND ")))")
        }
        var condition = scope.onTickets
        condition.want(QueueRows.isUnsolved)
        let sql = "SELECT \(counts.joined(separator: ", ")) FROM ticket\(condition.clause)"
        let values = tabs.flatMap(\.values) + condition.values
        return try await read { connection in
            guard let row = try connection.first(sql, values) else { return [:] }
            return try QueueTab.allCases.enumerated().reduce(into: [:]) { counts, tab in
                counts[tab.element] = try row.value(tab.offset, "count")
            }
        }
    }

    package func agreements(of tickets: [Int64], in scope: Scope) async throws(DeskError) -> [Int64: AgreementName] {
        var condition = scope.condition(onOrganisation: "organisation")
        condition.want("number", isOneOf: tickets.prefix(1000).map { .integer($0) })
        let seen = condition
        return try await read { try LogRows.agreements(of: seen, $0) }
    }

    package func takeNext(
        for account: Account,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> TicketRecord? {
        guard !account.stations.isEmpty, !account.isLocked else {
            throw DeskError(
                .notAllowed,
                en: "\(account.login) is no technician, and takes no tickets.",
                fr: "\(account.login) n'est pas technicien et ne prend pas de billets."
            )
        }
        return try await write { [shelf] connection in
            let sql = "SELECT count(*) FROM ticket WHERE assignee = ? AND state IN ('new', 'open')"
            let count: Int = try connection.first(sql, [SQLValue(account.person)])?.value(0, "count") ?? 0
            guard count < account.workLimit else {
                throw DeskError(
                    .notAllowed,
                    en:
                        "\(account.login) works on \(count) tickets, and may have \(account.workLimit) at once. Solve or pass one first.",
                    fr:
                        "\(account.login) traite \(count) billets et peut en avoir \(account.workLimit) à la fois. Résolvez-en ou transmettez-en un d'abord."
                )
            }
            var filter = QueueFilter(.tier, of: account)
            filter.isUnassigned = true
            var condition = try QueueRows.condition(of: filter, in: scope, connection)
            condition.want("state <> 'pending'")
            guard let ticket = try QueueRows.first(1, of: condition, connection).first else { return nil }
            let action = Action.assign(account.person)
            try scope.require(action, on: ticket)
            // The account may have been locked meanwhile.
            try References.check(action, on: ticket, in: scope, connection)
            let log = try LogRows.all(of: ticket.number, connection)
            let kinds = try Decision.entries(for: action, on: ticket, log: log, at: now)
            let steps = kinds.map { Step(scope.author, $0) }
            let written = try TicketLog.write(steps, on: ticket, at: now, by: shelf.book(connection), connection)
            return written.map { TicketRecord($0.ticket, log: log + $0.entries) }
        }
    }
}
