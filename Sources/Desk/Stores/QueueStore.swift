package import Health

/// The order in which tickets are worked on, and what their clocks ask for.
package protocol QueueStore: Sendable {
    /// A page of what is to be done, in the order of `QueuePlace`.
    func queue(_ filter: QueueFilter, in scope: Scope) async throws(DeskError) -> Queue

    /// What stands before and after a ticket in a part of the queue, whether it is in that part itself or not.
    ///
    /// After one that is solved, which stands nowhere, comes the top.
    func neighbours(of ticket: Ticket, filter: QueueFilter, in scope: Scope) async throws(DeskError) -> QueueNeighbours

    /// How many tickets each tab has for an account.
    func queueCounts(of account: Account, in scope: Scope) async throws(DeskError) -> [QueueTab: Int]

    /// What tickets of a page are bound to, which says why they stand where they do; of more than 1,000 only the first.
    func agreements(of tickets: [Int64], in scope: Scope) async throws(DeskError) -> [Int64: AgreementName]

    /// Gives a technician the top of what nobody has at their tier, in one transaction; nil where there is nothing.
    /// - Throws: `notAllowed` where the account works at no tier, or has as many open tickets as its limit.
    func takeNext(for account: Account, by scope: Scope, at now: Timestamp) async throws(DeskError) -> TicketRecord?

    /// Does what is due: wakes what waited until now, and notes the marks that clocks have reached; returns the tickets.
    func performDue(at now: Timestamp) async throws(DeskError) -> [TicketRecord]

    /// All versions of policies and calendars.
    ///
    /// They are the desk's, and each organisation chooses among them: every role reads them, and without any role there are none.
    func book(in scope: Scope) async throws(DeskError) -> ServiceBook

    /// Adds a version of a calendar, which newer tickets are bound to from its day on.
    /// - Throws: `badText` where a policy could not be kept then or later.
    func add(_ calendar: BusinessCalendar, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Adds a version of a policy.
    /// - Throws: `badText` where its calendars are not there, or it cannot be met, on its first day or a later one.
    func add(_ policy: ServicePolicy, by scope: Scope, at now: Timestamp) async throws(DeskError)

    /// Has an organisation served by a policy, from its next ticket on.
    func serve(_ organisation: OrganisationID, by policy: String, scope: Scope, at now: Timestamp)
        async throws(DeskError)

    /// Binds unfinished tickets to the versions that are valid now, and says how many were bound to others.
    ///
    /// A few in a transaction; time that was used so far stays counted as it was. Nil: the tickets of all organisations that the
    /// scope administers. The closure is told how many tickets were looked at.
    func applyPolicies(
        to organisation: OrganisationID?,
        by scope: Scope,
        at now: Timestamp,
        onProgress: @Sendable (Int) -> Void
    ) async throws(DeskError) -> Int
}

/// Which part of the queue is wanted; nil: no restriction.
package struct QueueFilter: Hashable, Sendable {
    package var tier: Int?
    /// Only at the tiers of these memberships, each in its organisation.
    package var stations: [Membership]?
    package var assignee: PersonID?
    package var organisation: OrganisationID?
    package var isUnassigned: Bool
    package var isPaused: Bool
    package var query: TicketQuery
    /// Only what comes after this: the next page after one.
    package var after: QueuePlace?
    package var limit: Int

    package init(
        tier: Int? = nil,
        assignee: PersonID? = nil,
        organisation: OrganisationID? = nil,
        isUnassigned: Bool = false,
        query: TicketQuery = TicketQuery(),
        limit: Int = 50
    ) {
        self.tier = tier
        self.assignee = assignee
        self.organisation = organisation
        self.isUnassigned = isUnassigned
        self.isPaused = false
        self.query = query
        self.limit = limit
    }
}

/// The tickets beside one in a part of the queue, by number; nil where there is none.
package struct QueueNeighbours: Hashable, Sendable {
    package var previous: Int64?
    package var next: Int64?

    package init(previous: Int64? = nil, next: Int64? = nil) {
        self.previous = previous
        self.next = next
    }
}

/// A page of the queue.
package struct Queue: Hashable, Sendable {
    package var tickets: [Ticket]
    /// The place after which the next page begins; nil where there is none.
    package var next: QueuePlace?

    package init(_ tickets: [Ticket], next: QueuePlace? = nil) {
        self.tickets = tickets
        self.next = next
    }

    /// What is worked on.
    package var working: [Ticket] { tickets.filter { !QueuePlace($0).isWaiting } }

    /// What waits; it comes after all that is worked on.
    package var waiting: [Ticket] { tickets.filter { QueuePlace($0).isWaiting } }
}
