package import Health

/// Where what hosts send is kept.
///
/// A host speaks for itself alone: its identity is its certificate. Every method that writes is one transaction, durable when it returns; an error that `isTemporary` has changed nothing that a
/// repetition would do twice. `now` is the desk's time.
package protocol IntakeStore: Sendable {
    /// The random id that was made with the store; agents pin it.
    var identity: String { get }

    /// Runs work where the store writes: its calls change no thread to write, and hold up nothing but other writers.
    func besideWriter(_ work: @escaping @Sendable () async -> Void) async

    /// Applies what arrived in its order, in one transaction; results are in the same order.
    ///
    /// What the store refuses for good is found by halving, and becomes a dead letter (550); the rest goes on.
    func commit(_ arrivals: [Arrival], at now: Timestamp) async throws(DeskError) -> [Settlement]

    /// Where a stream stands; nil when the store has never seen it.
    func position(of stream: Stream) async throws(DeskError) -> StreamPosition?

    /// Keeps the latest state of components of one host, over what was kept before, and their numbers of the day beside those of earlier days.
    func record(_ facts: [Fact], of host: String, at now: Timestamp) async throws(DeskError)

    /// The tickets of a host that its agent is told of: those that are open, and those by whose acceptance later values are judged.
    func standing(of host: String) async throws(DeskError) -> [Ticket]

    /// Opens or continues a ticket of the desk's own about a host, with a remark when there is more to say; nil when nothing changed.
    @discardableResult
    func raise(_ condition: DeskCondition, host: String, remark: Remark?, at now: Timestamp) async throws(DeskError)
        -> Ticket?

    /// Says that a condition of the desk's own is gone; nil when nothing changed.
    @discardableResult
    func clear(_ condition: DeskCondition, host: String, at now: Timestamp) async throws(DeskError) -> Ticket?
}
