package import Desk

extension NameBook {
    /// The names of what tickets and a log mention, as a scope sees them in a store.
    package init(
        of tickets: [Ticket],
        log: [LogEntry] = [],
        from store: any PeopleStore & HostStore & CategoryStore,
        in scope: Scope
    ) async throws(DeskError) {
        let needsHosts = tickets.contains { $0.matter?.host != nil }
        let hosts = needsHosts ? try await store.hosts(in: scope) : []
        self.init(
            persons: try await store.names(of: Self.persons(in: tickets, log: log), in: scope),
            hosts: hosts.reduce(into: [:]) { $0[$1.id] = $1.name },
            categories: try await store.categories(in: scope)
        )
    }
}
