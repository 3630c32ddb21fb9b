import Desk
import DeskView
import Health
import Report

/// One row of the queue, as the template takes it.
struct QueueRow {
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

    /// `link`: to the ticket.
    func values(link: String, why: String) -> Values {
        let language = figures.language
        let number = String(ticket.number)
        return [
            "number": number, "href": link, "foreign_why": why,
            "due": due.orFalse, "priority": ticket.priority.rawValue.uppercased(),
            "badge": Badge.values(ticket.condition?.measure.severity, language),
            "foreign_what": ticket.summary(in: language),
            "foreign_component": (ticket.condition?.component).orFalse,
            "foreign_host": names.host(of: ticket).orFalse,
            "foreign_requester": ticket.requester.map { names.name(of: $0, in: language) }.orFalse,
            "state": ticket.state.words[language], "tier": String(ticket.tier),
            "foreign_who": ticket.assignee.map { names.name(of: $0, in: language) }.orFalse,
            "take": ticket.assignee == nil ? link as Any : false,
        ]
    }

    /// When it breaches, or wakes up.
    private var due: Values? {
        guard let time = ticket.deadlines.breachAt ?? ticket.wakesAt else { return nil }
        let isDue = ticket.deadlines.breachAt != nil
        let soon = ticket.deadlines.warning.map { $0.at <= now || $0.share > 75 } ?? true
        return [
            "class": !isDue ? "wakes" : time <= now ? "late" : soon ? "soon" : "calm",
            "mark": !isDue ? "⏸" : time <= now ? "◆" : soon ? "◇" : "",
            "at": [
                "relative": figures.until(time, at: now), "exact": figures.time(time), "machine": time.description,
            ],
        ]
    }
}
