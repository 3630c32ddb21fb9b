/// How the desk stands, for someone who is told once a day.
package struct DailyDigest: Hashable, Sendable {
    /// Tickets of each state that are not closed.
    package var counts: [Ticket.State: Int]
    /// Filed or opened, and closed, since the last one.
    package var opened: Int
    package var closed: Int
    /// The first of what a clock is over for, the most pressing first, and of how many.
    package var late: [Ticket]
    package var lateCount: Int
    /// The first of the reader's own, in the order of the queue, and of how many.
    package var mine: [Ticket]
    package var mineCount: Int
    /// How many that are open nobody has.
    package var unassigned: Int

    package init(
        counts: [Ticket.State: Int] = [:],
        opened: Int = 0,
        closed: Int = 0,
        late: [Ticket] = [],
        lateCount: Int = 0,
        mine: [Ticket] = [],
        mineCount: Int = 0,
        unassigned: Int = 0
    ) {
        self.counts = counts
        self.opened = opened
        self.closed = closed
        self.late = late
        self.lateCount = lateCount
        self.mine = mine
        self.mineCount = mineCount
        self.unassigned = unassigned
    }
}
