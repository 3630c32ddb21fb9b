package import Health

/// Where tickets, hosts and streams are kept.
///
/// Every method that writes is one transaction, durable when it returns.
///
/// All throw `DeskError`, or `CancellationError` where their task ends; an error that `isTemporary` has changed nothing that
/// a repetition would do twice. `now` is the desk's time.
package protocol TicketStore: Sendable {
    /// The random id that was made with the store; agents pin it.
    var identity: String { get }
    /// Where the store writes: a task that prefers it changes no thread to write, and holds up nothing but other writers.
    var executor: any TaskExecutor { get }

    // Intake
    /// Applies a batch in its order, in one transaction; results are in the same order.
    ///
    /// An item that the store refuses for good is found by halving the batch and becomes a dead letter (550); the rest goes on.
    func commit(_ batch: [IntakeItem], at now: Timestamp) async throws -> [IntakeResult]
    /// Where a stream stands; nil when the store has never seen it.
    func position(of stream: Stream) async throws -> StreamPosition?
    /// The newest dead letters, newest first.
    func deadLetters(limit: Int) async throws -> [DeadLetter]
    /// Keeps the latest state of components of one host, over what was kept before.
    func record(_ facts: [Fact], of host: String) async throws
    func facts(of host: String) async throws -> [Fact]

    // Hosts
    /// Puts a host in that an administrator or the enrolment named.
    func enrol(_ host: EnrolledHost) async throws
    /// Changes the name and class of a host; tickets keep the name that they were opened with.
    func rename(_ host: String, to name: String, hostClass: HostClass) async throws
    func retire(_ host: String, at now: Timestamp) async throws
    func host(_ id: String) async throws -> EnrolledHost?
    /// All hosts by name, the retired too.
    func hosts() async throws -> [EnrolledHost]
    /// Notes when hosts were heard; unknown hosts are passed over.
    func touch(_ sightings: [Sighting]) async throws
    func create(_ token: Token) async throws
    /// Takes one use of a token for a new host, or returns the host that the same key got with it before, using none.
    ///
    /// Throws `unknownToken`, `expiredToken` or `usedToken`. `publicKey` is a fingerprint of the key that the host keeps.
    func consume(token hash: String, publicKey: String, for host: EnrolledHost, at now: Timestamp) async throws
        -> EnrolledHost

    // Tickets
    func tickets(_ filter: TicketFilter) async throws -> [Ticket]
    /// A ticket and its log; nil when there is none of this number.
    func ticket(_ number: Int64) async throws -> (ticket: Ticket, log: [LogEntry])?
    /// Tickets that hold all words, or words that begin with them, without regard to case and accents; newest first.
    func search(_ words: String, limit: Int) async throws -> [Ticket]
    /// Writes what a person does; throws `unknownTicket` or `notAllowed`.
    @discardableResult
    func handle(_ number: Int64, _ handling: Handling, by person: String, at now: Timestamp) async throws -> Ticket
    /// Opens or continues a ticket of the desk's own about a host, with a note when there is more to say; nil when nothing changed.
    @discardableResult
    func raise(_ condition: DeskCondition, host: String, note: String?, at now: Timestamp) async throws -> Ticket?
    /// Says that a condition of the desk's own is gone; nil when nothing changed.
    @discardableResult
    func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws -> Ticket?
    func statistics(at now: Timestamp) async throws -> Statistics
}

extension TicketStore {
    package func openTickets(of host: String) async throws -> [Ticket] {
        try await tickets(TicketFilter(states: Ticket.State.unfinished, host: host, limit: .max))
    }

    /// The tickets of a host whose conditions a person accepts.
    package func acceptedTickets(of host: String) async throws -> [Ticket] {
        try await tickets(TicketFilter(host: host, isAccepted: true, limit: .max))
    }

    @discardableResult
    package func note(_ number: Int64, _ text: String, by person: String, at now: Timestamp) async throws -> Ticket {
        try await handle(number, .note(text), by: person, at: now)
    }

    @discardableResult
    package func close(_ number: Int64, reason: String, by person: String, at now: Timestamp) async throws -> Ticket {
        try await handle(number, .close(reason: reason), by: person, at: now)
    }
}

/// Which tickets are wanted; what is nil is not asked.
///
/// Newest first.
package struct TicketFilter: Hashable, Sendable {
    package var states: Set<Ticket.State>?
    package var host: String?
    package var rule: String?
    package var severity: Severity?
    package var tier: Int?
    /// Only those by whose acceptance later values are judged: the newest tickets of their keys that were accepted.
    package var isAccepted: Bool
    /// Only numbers below this: the next page after the last ticket of one.
    package var before: Int64?
    package var limit: Int

    package init(
        states: Set<Ticket.State>? = nil,
        host: String? = nil,
        rule: String? = nil,
        severity: Severity? = nil,
        tier: Int? = nil,
        isAccepted: Bool = false,
        before: Int64? = nil,
        limit: Int = 100
    ) {
        self.states = states
        self.host = host
        self.rule = rule
        self.severity = severity
        self.tier = tier
        self.isAccepted = isAccepted
        self.before = before
        self.limit = limit
    }
}

extension Ticket.State {
    /// All but closed.
    package static let unfinished = Set(allCases).subtracting([.closed])
}
