package import Health

/// What is read for pages that are open, so that they can say what is new.
package protocol LiveStore: Sendable {
    /// The number of the last entry of the log; 0 of an empty one.
    func lastEntry() async throws(DeskError) -> Int64

    /// What the log says after an entry, oldest first, at most so many entries; snapshots in which nothing happened are passed over.
    ///
    /// It is read once for all who look on, whichever process wrote it. So there is no scope: whoever passes a change on asks
    /// `Scope.sees` first.
    func changes(after sequence: Int64, limit: Int) async throws(DeskError) -> TicketChanges

    /// The accounts of those sessions among these that have not ended, as they are now, by the numbers of sessions.
    func accounts(ofSessions sessions: Set<Int64>, at now: Timestamp) async throws(DeskError) -> [Int64: Account]

    /// Whose a ticket is; nil where the scope does not see everything of that organisation.
    func organisation(ofTicket number: Int64, in scope: Scope) async throws(DeskError) -> OrganisationID?
}
