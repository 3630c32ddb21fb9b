package import Desk
package import Health
package import Report

/// The queue as a person reads it: what breaches when, and why it stands where it does.
package struct QueueListing: Sendable {
    private let language: Language
    private let names: NameBook
    private let now: Timestamp

    package init(_ language: Language, _ names: NameBook, now: Timestamp) {
        self.language = language
        self.names = names
        self.now = now
    }

    /// What is worked on.
    package var working: Listing<Ticket> {
        Listing([
            number,
            Column("due", Words(en: "DUE", fr: "ÉCHÉANCE"), colour: colour) { .text(due($0)) },
            Column("clock", Words(en: "FOR", fr: "POUR")) { .text($0.deadlines.breachClock?.words[language]) },
            TicketListing.priority, state, tier, place, summary, assignee,
        ])
    }

    /// What waits.
    package var waiting: Listing<Ticket> {
        Listing([
            number,
            Column("wakes_at", Words(en: "WAKES", fr: "REPRIS")) { ticket in
                .text(ticket.wakesAt.map { Figures(language).until($0, at: now) })
            },
            Column("waits_for", Words(en: "WAITS FOR", fr: "ATTEND")) { ticket in
                ticket.pending.map { .term($0.word, $0.words) } ?? .null
            },
            TicketListing.priority, tier, place, summary, assignee,
        ])
    }

    /// How long until the earlier of its clocks reaches its target, or since when it has.
    private func due(_ ticket: Ticket) -> String? {
        ticket.deadlines.breachAt.map { Figures(language).until($0, at: now) }
    }

    private func colour(_ ticket: Ticket) -> Colour? {
        guard let breach = ticket.deadlines.breachAt else { return nil }
        if breach <= now { return .red }
        // Before three quarters are used, the next mark is the one at 75 %.
        return ticket.deadlines.warning.map { $0.at <= now || $0.share > 75 } ?? true ? .yellow : nil
    }

    private var number: Column<Ticket> {
        Column("number", Words(en: "TICKET", fr: "BILLET"), alignment: .right) { .text(String($0.number)) }
    }

    private var state: Column<Ticket> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { .term($0.state.rawValue, $0.state.words) }
    }

    private var tier: Column<Ticket> {
        Column("tier", Words(en: "TIER", fr: "NIVEAU"), alignment: .right) { .number($0.tier) }
    }

    /// The host, or who asks.
    private var place: Column<Ticket> {
        Column("from", Words(en: "FROM", fr: "DE"), fit: .truncate) { [names, language] ticket in
            .text(ticket.requester.map { names.name(of: $0, in: language) } ?? names.host(of: ticket))
        }
    }

    private var summary: Column<Ticket> {
        Column("summary", Words(en: "WHAT", fr: "OBJET"), fit: .truncate) { [language] ticket in
            .text(
                [ticket.condition?.component, ticket.summary(in: language)].compactMap { $0 }.joined(separator: ": ")
            )
        }
    }

    private var assignee: Column<Ticket> {
        Column("assignee", Words(en: "WHOSE", fr: "À QUI"), fit: .truncate) { [names, language] ticket in
            .text(ticket.assignee.map { names.name(of: $0, in: language) })
        }
    }
}

extension Figures {
    /// How long it is until a time, or since when it is past.
    package func until(_ time: Timestamp, at now: Timestamp) -> String {
        let seconds = time.seconds(since: now)
        let span = duration(seconds.magnitude)
        return seconds > 0
            ? Words(en: "in \(span)", fr: "dans \(span)")[language]
            : Words(en: "\(span) late", fr: "\(span) de retard")[language]
    }
}
