package import Desk
package import Health

extension Fleet {
    /// How the hosts that a scope sees are, as a store knows them.
    package init(
        from store: any HostStore & TicketStore & FleetStore,
        in scope: Scope,
        at now: Timestamp,
        zone: Zone
    ) async throws(DeskError) {
        let unfinished = TicketFilter(states: Ticket.State.unfinished, limit: .max)
        self.init(
            try await store.hosts(in: scope),
            parts: try await store.unwellParts(in: scope),
            tickets: try await store.tickets(unfinished, in: scope),
            at: now,
            calendar: WorkCalendar(zone: zone)
        )
    }
}
