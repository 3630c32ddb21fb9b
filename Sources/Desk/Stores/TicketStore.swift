package import Health

/// Where people read tickets and work on them.
///
/// What a scope does not see does not exist for it: it is neither found nor refused in other words.
package protocol TicketStore: Sendable {
    func tickets(_ filter: TicketFilter, in scope: Scope) async throws(DeskError) -> [Ticket]

    /// A ticket and its log, with the words of both; nil when there is none of this number.
    func ticket(_ number: Int64, in scope: Scope) async throws(DeskError) -> TicketRecord?

    /// Tickets that a query wants, newest first; one of which the number alone was typed comes before them.
    ///
    /// They hold all words, the last one also as the beginning of one, without regard to case and accents. Fields are looked
    /// for among the newest 100,000 tickets.
    func search(_ query: TicketQuery, limit: Int, in scope: Scope) async throws(DeskError) -> [Ticket]

    /// Other tickets that may help with one about a condition, newest first: those of its component, then those of the same rule about
    /// components of the same model on other hosts.
    func similarTickets(to ticket: Ticket, limit: Int, in scope: Scope) async throws(DeskError) -> [SimilarTicket]

    /// Files a matter.
    func file(_ filing: Filing, by scope: Scope, at now: Timestamp) async throws(DeskError) -> TicketRecord

    /// Does what a person wants, where the ticket is still at the version that they saw; nil: at any.
    /// - Throws: `unknownTicket`, `notAllowed`, `badText`, or `changed` with what others did meanwhile.
    @discardableResult
    func perform(
        _ action: Action,
        on number: Int64,
        version: Int64?,
        by scope: Scope,
        at now: Timestamp
    ) async throws(DeskError) -> TicketRecord

    func statistics(in scope: Scope, at now: Timestamp) async throws(DeskError) -> Statistics

    /// How many unfinished tickets each host has.
    func unfinishedByHost(in scope: Scope) async throws(DeskError) -> [String: Int]
}

/// Which tickets are wanted; nil: no restriction.
///
/// Newest first.
package struct TicketFilter: Hashable, Sendable {
    package var states: Set<Ticket.State>?
    package var host: String?
    package var rule: String?
    package var severity: Severity?
    package var tier: Int?
    package var assignee: PersonID?
    package var requester: PersonID?
    package var category: Category?
    package var type: TicketType?
    /// Only numbers below this: the next page after the last ticket of one.
    package var before: Int64?
    package var limit: Int

    package init(
        states: Set<Ticket.State>? = nil,
        host: String? = nil,
        rule: String? = nil,
        severity: Severity? = nil,
        tier: Int? = nil,
        assignee: PersonID? = nil,
        requester: PersonID? = nil,
        category: Category? = nil,
        type: TicketType? = nil,
        before: Int64? = nil,
        limit: Int = 100
    ) {
        self.states = states
        self.host = host
        self.rule = rule
        self.severity = severity
        self.tier = tier
        self.assignee = assignee
        self.requester = requester
        self.category = category
        self.type = type
        self.before = before
        self.limit = limit
    }
}

extension Ticket.State {
    /// All but closed.
    package static let unfinished = Set(allCases).subtracting([.closed])
}
