import Desk
import DeskView
import Health
import Report

/// What is seen of a ticket at first glance: how bad, until when, who has it.
struct TicketHead {
    private let ticket: Ticket
    private let names: NameBook
    private let figures: Figures
    private let now: Timestamp

    init(_ ticket: Ticket, _ names: NameBook, _ figures: Figures, now: Timestamp) {
        self.ticket = ticket
        self.names = names
        self.figures = figures
        self.now = now
    }

    var values: Values {
        let language = figures.language
        return [
            "badge": Badge.values(ticket.condition?.measure.severity, language),
            "state": ticket.state.words[language], "state_word": ticket.state.rawValue,
            "priority": ticket.priority.words[language],
            "tier": Ticket.words(tier: ticket.tier)[language],
            "due": due.orFalse,
            "foreign_assignee": ticket.assignee.map { names.name(of: $0, in: language) }.orFalse,
            "foreign_where": place.orFalse,
        ]
    }

    /// The host or who asks.
    private var place: String? {
        ticket.requester.map { names.name(of: $0, in: figures.language) } ?? names.host(of: ticket)
    }

    private var due: Values? {
        guard ticket.isOpen, let breach = ticket.deadlines.breachAt else { return nil }
        let clock = ticket.deadlines.responseBy == breach ? ClockName.response : .resolution
        return [
            "clock": clock.words[figures.language], "late": breach <= now,
            "at": [
                "relative": figures.until(breach, at: now), "exact": figures.time(breach),
                "machine": breach.description,
            ],
        ]
    }
}

/// A severity as shape, colour and word.
enum Badge {
    static func values(_ severity: Severity?, _ language: Language) -> Values {
        guard let severity else { return ["shape": "", "class": "plain", "text": false] }
        let (shape, name) =
            switch severity {
            case .critical: ("◆", "critical")
            case .warning: ("◇", "warning")
            case .info: ("●", "info")
            }
        return ["shape": shape, "class": name, "text": severity.words[language]]
    }
}
