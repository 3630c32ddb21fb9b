import Commands
import Desk
import Health
import Report

/// Tickets as they are listed, with each column described once.
struct TicketListing {
    let language: Language
    let now: Timestamp

    init(_ console: Console) {
        language = console.language
        now = console.now()
    }

    /// What a person reads of these tickets.
    func table(of tickets: [Ticket]) -> Listing<Ticket> {
        let names = Names(
            tickets.map { Names.Bearer($0.subject, name: $0.component, of: $0.host, marks: [$0.mark, $0.key]) }
        )
        let which: [Column<Ticket>] = names.column(among: tickets) { $0.subject }
        return Listing([ticket, severity, state, tier, host, component] + which + [summary, age, count])
    }

    /// What a program reads; names and order are stable.
    var json: Listing<Ticket> {
        Listing([
            number, key, rule, host, severity, state, tier, openedAt, count, summary, component, updatedAt, closedAt,
        ])
    }

    private var number: Column<Ticket> {
        Column("number", Words(en: "TICKET", fr: "BILLET"), alignment: .right) { .number($0.number) }
    }

    /// The number as people type it, its thousands together.
    private var ticket: Column<Ticket> {
        Column("number", number.heading, alignment: .right) { .text(String($0.number)) }
    }

    private var severity: Column<Ticket> {
        Column("severity", Words(en: "SEVERITY", fr: "GRAVITÉ"), colour: \.measure.severity.colour) { ticket in
            .term(ticket.measure.severity.rawValue, ticket.measure.severity.words)
        }
    }

    private var state: Column<Ticket> {
        Column("state", Words(en: "STATE", fr: "ÉTAT")) { .term($0.state.rawValue, $0.state.words) }
    }

    private var tier: Column<Ticket> {
        Column("tier", Words(en: "TIER", fr: "NIVEAU"), alignment: .right) { .number($0.tier) }
    }

    private var host: Column<Ticket> {
        Column("host", Words(en: "HOST", fr: "POSTE")) { .text($0.hostName) }
    }

    private var component: Column<Ticket> {
        Column("component", Words(en: "COMPONENT", fr: "COMPOSANT"), fit: .truncate) { .text($0.component) }
    }

    private var summary: Column<Ticket> {
        Column("summary", Words(en: "WHAT IS WRONG", fr: "ANOMALIE"), fit: .truncate) { [language] ticket in
            .text(ticket.summary(in: language))
        }
    }

    private var age: Column<Ticket> {
        Column("opened_at", Words(en: "OPENED", fr: "OUVERT")) { [language, now] ticket in
            .text(Figures(language).age(of: ticket.openedAt, at: now))
        }
    }

    private var count: Column<Ticket> {
        Column("count", Words(en: "COUNT", fr: "FOIS"), alignment: .right) { .number($0.count) }
    }

    private var key: Column<Ticket> {
        Column("key", Words(en: "KEY", fr: "CLÉ")) { .text($0.key) }
    }

    private var rule: Column<Ticket> {
        Column("rule", Words(en: "RULE", fr: "RÈGLE")) { .text($0.rule) }
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
}

extension Ticket {
    /// What the ticket is about: a component of a host.
    fileprivate var subject: String { "\(host) \(ConditionKey(key)?.component.description ?? key)" }

    /// What tells its component from another of the name, as far as its key says that.
    fileprivate var mark: String { ConditionKey(key)?.component.id ?? key }
}
