package import Desk
package import DeskStore
package import Health
package import Wire

/// What tests ask of a store again and again, as the local administrator `operator`.
extension DeskDatabase {
    package static var scope: Scope { .local("operator") }

    package func tickets(_ filter: TicketFilter = TicketFilter(limit: .max)) async throws(DeskError) -> [Ticket] {
        try await tickets(filter, in: Self.scope)
    }

    package func ticket(_ number: Int64) async throws(DeskError) -> TicketRecord? {
        try await ticket(number, in: Self.scope)
    }

    package func search(_ words: String, limit: Int) async throws(DeskError) -> [Ticket] {
        try await search(words, limit: limit, in: Self.scope)
    }

    package func search(_ words: String, limit: Int, in scope: Scope) async throws(DeskError) -> [Ticket] {
        try await search(TicketQuery(words), limit: limit, in: scope)
    }

    package func hosts() async throws(DeskError) -> [EnrolledHost] { try await hosts(in: Self.scope) }

    package func facts(of host: String) async throws(DeskError) -> [Fact] { try await facts(of: host, in: Self.scope) }

    /// Keeps facts at the time at which the newest of them was read.
    package func record(_ facts: [Fact], of host: String) async throws(DeskError) {
        try await record(facts, of: host, at: facts.map(\.readAt).max() ?? Timestamp(milliseconds: 0))
    }

    package func statistics(at now: Timestamp) async throws(DeskError) -> Statistics {
        try await statistics(in: Self.scope, at: now)
    }

    package func book() async throws(DeskError) -> ServiceBook { try await book(in: Self.scope) }

    package func retire(_ host: String, at now: Timestamp) async throws(DeskError) {
        try await retire(host, by: Self.scope, at: now)
    }

    /// Keeps a token from before the time of every test.
    package func create(_ token: Token) async throws(DeskError) {
        try await create(token, by: Self.scope, at: Timestamp(milliseconds: 0))
    }

    package func openTickets(of host: String) async throws(DeskError) -> [Ticket] {
        try await tickets(TicketFilter(states: Ticket.State.unfinished, host: host, limit: .max))
    }

    /// The closed tickets of a host by whose acceptance later values are judged.
    package func acceptedTickets(of host: String) async throws(DeskError) -> [Ticket] {
        try await standing(of: host).filter { $0.condition?.accepted != nil }
    }

    @discardableResult
    package func perform(
        _ action: Action,
        on number: Int64,
        by login: String = "operator",
        at now: Timestamp
    ) async throws(DeskError) -> Ticket {
        try await perform(action, on: number, version: nil, by: .local(login), at: now).ticket
    }
}

extension Action {
    package static func note(_ text: String) -> Action { .note(Note(Prose(text))) }

    package static func close(reason: String) -> Action { .close(override: Prose(reason)) }

    package static func pass(toTier tier: Int, reason: String) -> Action {
        .pass(Pass(toTier: tier, reason: Prose(reason)))
    }

    package static func solve(cause: String, solution: String) -> Action {
        .solve(Solution(cause: Prose(cause), solution: Prose(solution)))
    }
}

/// What a ticket of a condition has; tests that ask it of a matter see that they are wrong.
extension Ticket {
    package var measure: Measure {
        condition?.measure ?? Measure(severity: .info, value: -1, limit: nil, unit: .count)
    }
    package var hostName: String { condition?.hostName ?? "no condition" }
    package var key: String { condition?.key ?? "no condition" }
    package var rule: String { condition?.rule ?? "no condition" }
    package var count: Int { condition?.count ?? -1 }
    package var isRecovered: Bool { condition?.isRecovered ?? false }
    package var accepted: Bound? { condition?.accepted }
}

extension Arrival {
    package init(
        _ stream: Desk.Stream,
        number: UInt64,
        through: UInt64? = nil,
        digest: UInt64,
        content: JournalItem.Content
    ) {
        let item = JournalItem(
            number: number,
            through: through ?? number,
            digest: Digest(value: digest),
            content: content
        )
        self.init(stream, item)
    }
}
