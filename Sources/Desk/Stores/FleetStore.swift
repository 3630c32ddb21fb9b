package import Health

/// Where it is read how all hosts together are, without what each of their components said in full.
package protocol FleetStore: Sendable {
    /// The components that are not good, of hosts that are in service.
    func unwellParts(in scope: Scope) async throws(DeskError) -> [UnwellPart]

    /// The disks of hosts that are in service.
    func diskModels(in scope: Scope) async throws(DeskError) -> [DiskModel]

    /// What was closed since a time, newest first.
    func work(since: Timestamp, limit: Int, in scope: Scope) async throws(DeskError) -> FinishedWork
}

/// What was closed within some time.
package struct FinishedWork: Hashable, Sendable {
    /// A ticket, and the words of what solved it; nil where nobody wrote any.
    package struct Item: Hashable, Sendable {
        package var ticket: Ticket
        package var solution: Prose?

        package init(ticket: Ticket, solution: Prose?) {
            self.ticket = ticket
            self.solution = solution
        }
    }

    /// The newest.
    package var items: [Item]
    /// Of how many.
    package var count: Int

    package init(items: [Item] = [], count: Int = 0) {
        self.items = items
        self.count = count
    }
}
