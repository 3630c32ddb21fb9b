package import Health

/// Which notices go out together: a storm is one mail.
package struct Bundling: Hashable, Sendable {
    /// Seconds for which the first of several notices waits for the others.
    package var gathering: Double
    /// Seconds that lie between a mail of many tickets and the next one to the same reader.
    package var quiet: Double
    /// Tickets up to which each has a mail of its own, in its thread.
    package var fewTickets: Int
    /// Mails to one reader within `quiet` seconds at most.
    package var manyMails: Int

    package init(gathering: Double = 10, quiet: Double = 600, fewTickets: Int = 3, manyMails: Int = 10) {
        self.gathering = gathering
        self.quiet = quiet
        self.fewTickets = fewTickets
        self.manyMails = manyMails
    }

    /// A mail that went to the same reader.
    package struct Former: Hashable, Sendable {
        package var at: Timestamp
        /// How many tickets it was about.
        package var tickets: Int

        package init(at: Timestamp, tickets: Int) {
            self.at = at
            self.tickets = tickets
        }
    }

    /// The mails that are due to one reader now; none while more may come.
    ///
    /// - Parameters:
    ///   - waiting: Notices that are no part of a mail yet, oldest first.
    ///   - former: The mails of the last `quiet` seconds.
    ///   - now: The time.
    /// - Returns: The notices of each mail.
    package func mails(of waiting: [Notice], former: [Former], at now: Timestamp) -> [[Notice]] {
        guard let first = waiting.first else { return [] }
        // A clock that was put back must not hold anything up.
        let age = now.seconds(since: first.madeAt)
        guard age >= gathering || age < 0 else { return [] }
        let recent = former.filter { (0..<quiet).contains(now.seconds(since: $0.at)) }
        guard recent.count < manyMails, !recent.contains(where: { $0.tickets > 1 }) else { return [] }
        let digests = waiting.filter { $0.ticket == nil }.map { [$0] }
        let byTicket = Dictionary(grouping: waiting.filter { $0.ticket != nil }) { $0.ticket }
        let tickets = byTicket.values.sorted { ($0.first?.id ?? 0) < ($1.first?.id ?? 0) }
        guard tickets.count <= fewTickets else {
            return digests + [tickets.flatMap { $0 }.sorted { $0.id < $1.id }]
        }
        return digests + tickets
    }
}
