package import Desk
package import Health
package import Report

/// Tickets as they are listed, with each column described once.
package struct TicketListing: Sendable {
    private let language: Language
    private let names: NameBook
    private let now: Timestamp

    package init(_ language: Language, _ names: NameBook, now: Timestamp) {
        self.language = language
        self.names = names
        self.now = now
    }

    /// What a person reads of these tickets.
    package func table(of tickets: [Ticket]) -> Listing<Ticket> {
        let bearers = tickets.map { ticket in
            Names.Bearer(
                ticket.about,
                name: ticket.condition?.component ?? "",
                of: ticket.host ?? "",
                marks: ticket.marks
            )
        }
        let which: [Column<Ticket>] = Names(bearers).column(among: tickets) { $0.about }
        let people = tickets.contains { $0.requester != nil || $0.assignee != nil } ? [requester, assignee] : []
        return Listing(
            [ticket] + rank(tickets) + [state, tier, host, component] + which + [what(tickets)] + people + [age, count]
        )
    }

    /// What a program reads; names and order are stable.
    package var json: Listing<Ticket> {
        Listing([
            number, key, rule, host, severity, state, tier, openedAt, count, summary, component, updatedAt, closedAt,
            type, organisation, category, impact, urgency, requesterID, assigneeID, pending, wakesAt, minutes,
            Self.priority, responseBy, resolutionBy, breachAt,
        ])
    }

    /// How pressing a ticket is; a person's has no severity.
    private func rank(_ tickets: [Ticket]) -> [Column<Ticket>] {
        let priority = tickets.contains { $0.matter != nil } ? [Self.priority] : []
        return priority.isEmpty || tickets.contains { $0.condition != nil } ? priority + [severity] : priority
    }

    static var priority: Column<Ticket> {
        Column("priority", Words(en: "PRIORITY", fr: "PRIORITÉ")) { .term($0.priority.rawValue, $0.priority.words) }
    }

    private var number: Column<Ticket> {
        Column("number", Words(en: "TICKET", fr: "BILLET"), alignment: .right) { .number($0.number) }
    }

    /// The number as people type it, its thousands together.
    private var ticket: Column<Ticket> {
        Column("number", number.heading, alignment: .right) { .text(String($0.number)) }
    }

    private var severity: Column<Ticket> {
        Column("severity", Words(en: "SEVERITY", fr: "GRAVITÉ"), colour: \.condition?.measure.severity.colour) {
            ticket in
            ticket.condition.map { .term($0.measure.severity.rawValue, $0.measure.severity.words) } ?? .null
        }
    }

    private var state: Column<Ticket> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { .term($0.state.rawValue, $0.state.words) }
    }

    private var tier: Column<Ticket> {
        Column("tier", Words(en: "TIER", fr: "NIVEAU"), alignment: .right) { .number($0.tier) }
    }

    private var host: Column<Ticket> {
        Column("host", Words(en: "HOST", fr: "POSTE")) { [names] in .text(names.host(of: $0)) }
    }

    private var component: Column<Ticket> {
        Column("component", Words(en: "COMPONENT", fr: "COMPOSANT"), fit: .truncate) { .text($0.condition?.component) }
    }

    private var summary: Column<Ticket> {
        Column("summary", Words(en: "WHAT IS WRONG", fr: "ANOMALIE"), fit: .truncate) { [language] ticket in
            .text(ticket.summary(in: language))
        }
    }

    /// What is wrong, or what is asked where persons' tickets are among them.
    private func what(_ tickets: [Ticket]) -> Column<Ticket> {
        let isMixed = tickets.contains { $0.matter != nil }
        let heading = isMixed ? Words(en: "WHAT", fr: "OBJET") : summary.heading
        return Column(summary.name, heading, fit: .truncate, value: summary.value)
    }

    private var age: Column<Ticket> {
        Column("opened_at", Words(en: "OPENED", fr: "OUVERT")) { [language, now] ticket in
            .text(Figures(language).age(of: ticket.openedAt, at: now))
        }
    }

    private var count: Column<Ticket> {
        Column("count", Words(en: "COUNT", fr: "FOIS"), alignment: .right) { .number($0.condition?.count) }
    }

    private var key: Column<Ticket> {
        Column("key", Words(en: "KEY", fr: "CLÉ")) { .text($0.condition?.key) }
    }

    private var rule: Column<Ticket> {
        Column("rule", Words(en: "RULE", fr: "RÈGLE")) { .text($0.condition?.rule) }
    }

    private var openedAt: Column<Ticket> {
        Column("opened_at", Words(en: "OPENED", fr: "OUVERT")) { .time($0.openedAt) }
    }

    private var updatedAt: Column<Ticket> {
        Column("updated_at", Words(en: "UPDATED", fr: "MODIFIÉ")) { .time($0.updatedAt) }
    }

    private var closedAt: Column<Ticket> {
        Column("closed_at", Words(en: "CLOSED", fr: "CLOS")) { .time($0.closedAt) }
    }

    private var type: Column<Ticket> {
        Column("type", Words(en: "TYPE", fr: "TYPE")) { .term($0.type.word, $0.type.words) }
    }

    private var organisation: Column<Ticket> {
        Column("organisation", Words(en: "ORGANISATION", fr: "ORGANISATION")) { .number($0.organisation.number) }
    }

    private var category: Column<Ticket> {
        Column("category", Words(en: "CATEGORY", fr: "CATÉGORIE")) { [names] ticket in
            ticket.category.map { .term($0.word, names.words(of: $0, in: ticket.organisation)) } ?? .null
        }
    }

    private var impact: Column<Ticket> {
        Column("impact", Words(en: "IMPACT", fr: "IMPACT")) { .term($0.impact.rawValue, $0.impact.words) }
    }

    private var urgency: Column<Ticket> {
        Column("urgency", Words(en: "URGENCY", fr: "URGENCE")) { .term($0.urgency.rawValue, $0.urgency.words) }
    }

    private var requester: Column<Ticket> {
        Column("requester", Words(en: "REQUESTER", fr: "DEMANDEUR"), fit: .truncate) { [names, language] ticket in
            .text(ticket.requester.map { names.name(of: $0, in: language) })
        }
    }

    private var assignee: Column<Ticket> {
        Column("assignee", Words(en: "WHOSE", fr: "À QUI"), fit: .truncate) { [names, language] ticket in
            .text(ticket.assignee.map { names.name(of: $0, in: language) })
        }
    }

    private var requesterID: Column<Ticket> {
        Column("requester", requester.heading) { .number($0.requester?.number) }
    }

    private var assigneeID: Column<Ticket> {
        Column("assignee", assignee.heading) { .number($0.assignee?.number) }
    }

    private var pending: Column<Ticket> {
        Column("waits_for", Words(en: "WAITS FOR", fr: "ATTEND")) { ticket in
            ticket.pending.map { .term($0.word, $0.words) } ?? .null
        }
    }

    private var wakesAt: Column<Ticket> {
        Column("wakes_at", Words(en: "WAKES", fr: "REPRIS")) { .time($0.wakesAt) }
    }

    private var responseBy: Column<Ticket> {
        Column("response_by", Words(en: "RESPONSE BY", fr: "RÉPONSE AVANT")) { .time($0.deadlines.responseBy) }
    }

    private var resolutionBy: Column<Ticket> {
        Column("resolution_by", Words(en: "RESOLUTION BY", fr: "RÉSOLUTION AVANT")) { .time($0.deadlines.resolutionBy) }
    }

    private var breachAt: Column<Ticket> {
        Column("breach_at", Words(en: "BREACH", fr: "DÉPASSEMENT")) { .time($0.deadlines.breachAt) }
    }

    private var minutes: Column<Ticket> {
        Column("minutes", Words(en: "MINUTES", fr: "MINUTES"), alignment: .right) { .number($0.minutes) }
    }
}

extension Ticket {
    /// What the ticket is about: a component of a host, or a matter of its own.
    fileprivate var about: String {
        condition.map { "\($0.host) \(ConditionKey($0.key)?.component.description ?? $0.key)" } ?? "ticket \(number)"
    }

    /// What tells its component from another of the name, as far as its key says that.
    fileprivate var marks: [String] {
        condition.map { [ConditionKey($0.key)?.component.id ?? $0.key, $0.key] } ?? []
    }
}
