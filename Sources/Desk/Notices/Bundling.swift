package import Health

/// Which notices go out together: a storm is one mail, and words that someone wrote never drown in it.
package struct Bundling: Hashable, Sendable {
    /// Seconds for which the first of several notices waits for the others.
    package var gathering: Double
    /// Seconds that lie between a list of many tickets and the next news to the same reader; they double with each list of the last
    /// half an hour, up to `longestQuiet`.
    package var quiet: Double
    package var longestQuiet: Double
    /// Tickets up to which each has a mail of its own, in its thread.
    package var fewTickets: Int
    /// Mails to one reader within ten minutes at most.
    package var manyMails: Int

    package init(
        gathering: Double = 10,
        quiet: Double = 120,
        longestQuiet: Double = 600,
        fewTickets: Int = 3,
        manyMails: Int = 20
    ) {
        self.gathering = gathering
        self.quiet = quiet
        self.longestQuiet = longestQuiet
        self.fewTickets = fewTickets
        self.manyMails = manyMails
    }

    /// Seconds for which mails to a reader are remembered.
    package static let memory: Double = 1800
    /// Seconds within which `manyMails` are counted.
    private static let window: Double = 600

    /// A mail that went to the same reader.
    package struct Former: Hashable, Sendable {
        package var at: Timestamp
        /// How many tickets it was about.
        package var tickets: Int

        package init(at: Timestamp, tickets: Int) {
            self.at = at
            self.tickets = tickets
        }

        fileprivate var isList: Bool { tickets > 1 }
    }

    /// The mails that are due to one reader now, as the notices of each; none while more may come.
    ///
    /// `waiting` are notices that are no part of a mail yet, oldest first, and `former` the mails of the last half an hour.
    package func mails(of waiting: [Notice], former: [Former], at now: Timestamp) -> [[Notice]] {
        guard let first = waiting.first else { return [] }
        // A clock that was put back must not hold anything up.
        let age = now.seconds(since: first.madeAt)
        guard age >= gathering || age < 0 else { return [] }
        let known = former.filter { now.seconds(since: $0.at) >= 0 }
        let room = max(0, manyMails - known.count { now.seconds(since: $0.at) < Self.window })
        let digests = waiting.filter(\.isRegular).map { [$0] }
        let words = waiting.filter(\.isWords)
        let news = isQuiet(after: known, at: now) ? [] : waiting.filter { !$0.isRegular && !$0.isWords }
        guard Set(news.map(\.ticket)).count > fewTickets else {
            let mails = Self.byTicket((words + news).sorted { $0.id < $1.id })
            // Where there is no room for all, what is critical comes first.
            let pressing = mails.filter { mail in mail.contains { $0.kind == .newCritical } }
            let others = mails.filter { mail in !mail.contains { $0.kind == .newCritical } }
            return Array((pressing + digests + others).prefix(room))
        }
        return Array(([news] + digests + Self.byTicket(words)).prefix(room))
    }

    private func isQuiet(after former: [Former], at now: Timestamp) -> Bool {
        let lists = former.filter(\.isList)
        guard let last = lists.map(\.at).max() else { return false }
        let doublings = min(lists.count - 1, 8)
        return now.seconds(since: last) < min(quiet * Double(1 << doublings), longestQuiet)
    }

    private static func byTicket(_ notices: [Notice]) -> [[Notice]] {
        Dictionary(grouping: notices) { $0.ticket }.values.sorted { ($0.first?.id ?? 0) < ($1.first?.id ?? 0) }
    }
}

extension Notice {
    fileprivate var isRegular: Bool { NoticeKind.regular.contains(kind) }

    /// Whether it brings words that someone wrote, or answers who asked for something.
    fileprivate var isWords: Bool {
        switch kind {
        case .replied, .solved: true
        case .filed: recipient != .desk
        default: false
        }
    }
}
