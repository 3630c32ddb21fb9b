extension ServiceClock {
    /// The clocks of a ticket after its whole log; an agreement that the book does not have promises nothing.
    package init(log: some Sequence<LogEntry>, book: ServiceBook) {
        self.init()
        var ticket: Ticket?
        for entry in log {
            guard let before = ticket else {
                ticket = Ticket(first: entry)
                start(entry, ticket, book)
                continue
            }
            var after = before
            after.apply(entry)
            ticket = after
            for kind in Self.events(entry, before, after, book) { apply(ClockEvent(entry.at, kind)) }
        }
    }

    private mutating func start(_ entry: LogEntry, _ ticket: Ticket?, _ book: ServiceBook) {
        guard let ticket else { return }
        let agreement = entry.kind.agreement.flatMap(book.agreement)
        let kinds = [agreement.map(ClockEvent.Kind.agreed), .prioritised(ticket.priority), .started].compactMap { $0 }
        apply(kinds, at: entry.at)
    }

    /// What an entry means to the clocks, by what it made of the ticket.
    private static func events(
        _ entry: LogEntry,
        _ before: Ticket,
        _ after: Ticket,
        _ book: ServiceBook
    ) -> [ClockEvent.Kind] {
        var events: [ClockEvent.Kind] = []
        if let agreement = entry.kind.agreement.flatMap(book.agreement) { events.append(.agreed(agreement)) }
        if after.priority != before.priority { events.append(.prioritised(after.priority)) }
        if isResponse(entry, to: before) { events.append(.responded) }
        let hadEnded = [.resolved, .closed].contains(before.state)
        let hasEnded = [.resolved, .closed].contains(after.state)
        if hadEnded, !hasEnded { events.append(.reopened) }
        if before.state == .pending, after.state != .pending { events.append(.resumed) }
        switch after.state {
        case .pending where before.state != .pending || before.pending != after.pending:
            events.append(.paused(after.pending ?? .other))
        case .resolved where before.state != .resolved: events.append(.solved)
        case .closed where before.state != .closed: events.append(.closed)
        default: break
        }
        return events
    }

    /// The first words to the requester; a machine's ticket is answered when someone takes it.
    private static func isResponse(_ entry: LogEntry, to ticket: Ticket) -> Bool {
        switch entry.kind {
        case .assigned(let person): ticket.condition != nil && person != nil
        case .replied: entry.author.isPerson && entry.author != ticket.requester.map(Author.person)
        default: false
        }
    }
}

extension LogEntry.Kind {
    /// What the entry binds the ticket to.
    var agreement: AgreementName? {
        switch self {
        case .opened(let opening): opening.agreement
        case .filed(let filing): filing.agreement
        case .agreed(let agreement): agreement
        default: nil
        }
    }
}

extension ServiceBook {
    /// What a log entry names; nil where the book does not have it, or cannot make it work.
    package func agreement(_ name: AgreementName) -> Agreement? {
        try? agreement(name.policy, name.calendars)
    }
}

extension Ticket {
    /// The ticket that a log adds up to, with its deadlines; nil when the log does not begin with an opening or a filing.
    package init?(log: [LogEntry], book: ServiceBook) {
        self.init(log: log)
        deadlines = Deadlines(log: log, book: book)
    }
}
