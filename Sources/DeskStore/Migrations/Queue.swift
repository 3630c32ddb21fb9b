extension Migrations {
    /// The step to a queue of tabs: its index in the place of the one by breach.
    ///
    /// Whatever a tab filters by stands in it beside the order, so a tab walks it alone, and the counts of all tabs are one look
    /// through it. Its condition is `QueueRows.isUnsolved`.
    static let queue = """
        DROP INDEX ticket_by_breach;
        CREATE INDEX ticket_queue ON ticket (breach_at, number, organisation, tier, state, assignee, requester)
            WHERE state <> 'closed' AND state <> 'resolved';
        """
}
