package import Desk

extension NameBook {
    /// The names of what tickets and a log mention, as a store has them.
    package init(
        of tickets: [Ticket],
        log: [LogEntry] = [],
        from store: any PeopleStore & HostStore
    ) async throws(DeskError) {
        var hosts: [String: String] = [:]
        for id in Set(tickets.compactMap { $0.matter?.host }) { hosts[id] = try await store.host(id)?.name }
        self.init(persons: try await store.names(of: Self.persons(in: tickets, log: log)), hosts: hosts)
    }
}
