import Desk
import DeskView
import Health

/// What a technician may do with a ticket now, as the template takes it: each a form, or the reason why it is not to be had.
struct TicketForms {
    let record: TicketRecord
    let checklist: [(number: Int, text: Prose, isDone: Bool)]
    let technicians: [Technician]
    let categories: [OwnCategory]
    let reader: PersonID
    /// What was typed where the last try was refused.
    let typed: Form

    private var ticket: Ticket { record.ticket }

    func values(_ figures: Figures, now: Timestamp) -> Values {
        let language = figures.language
        return [
            "action": Path.ticket(String(ticket.number)).link, "version": String(record.version),
            "take": canTake, "mine": ticket.assignee == reader, "nobody": ticket.assignee != nil,
            "typed": typedTexts,
            "compose": [
                "reply": (ticket.matter != nil && ticket.isOpen),
                "note_first": typed["action"] == "note" || ticket.matter == nil || !ticket.isOpen,
                "services": CustomerService.known.map { choice($0.word, $0.words[language], "service") },
            ] as Values,
            "actions": ticket.isOpen ? openActions(language) as Any : false,
            "dispute": ticket.state == .closed && ticket.matter != nil,
            "sort": sort(language),
            "tasks": checklist.isEmpty ? false : ["items": items(language)] as Any,
        ]
    }

    private func items(_ language: Language) -> [Values] {
        checklist.map { item in
            [
                "number": String(item.number), "foreign_text": item.text.text ?? Prose.blanked[language],
                "done": item.isDone,
            ]
        }
    }

    /// Whether it may be taken without anybody's leave.
    private var canTake: Bool { ticket.isOpen && ticket.assignee == nil }

    private func openActions(_ language: Language) -> Values {
        let isUnsolved = ticket.state != .resolved
        return [
            "assign": technicians.map {
                choice($0.person.description, $0.name, isChosen: $0.person == ticket.assignee)
            },
            "pass": isUnsolved ? tiers(language) as Any : false,
            "pause": isUnsolved
                ? ["reasons": PendingReason.known.map { choice($0.word, $0.words[language], "reason") }] as Any : false,
            "resume": ticket.state == .pending || ticket.state == .resolved,
            "solve": isUnsolved,
            "close": ["solved": History(record.log).isSolved] as Values,
            "link": ["links": Link.known.map { choice($0.word, $0.words[language], "link") }] as Values,
            "opened": (typed["action"].map { [$0: true] as Values }).orFalse,
        ]
    }

    /// One tier up, and one back.
    private func tiers(_ language: Language) -> Values {
        let tiers = [ticket.tier + 1, ticket.tier - 1].filter(Ticket.tiers.contains)
        return ["tiers": tiers.map { choice(String($0), Ticket.words(tier: $0)[language], "tier") }]
    }

    private func sort(_ language: Language) -> Values {
        let own = categories.map { ($0.category, $0.name) }
        let all = Category.known.map { ($0, $0.words) } + own
        return [
            "categories": all.map { choice($0.0.word, $0.1[language], isChosen: $0.0 == ticket.category) },
            "impacts": Impact.allCases.map { choice($0.rawValue, $0.words[language], isChosen: $0 == ticket.impact) },
            "urgencies": Urgency.allCases.map {
                choice($0.rawValue, $0.words[language], isChosen: $0 == ticket.urgency)
            },
        ]
    }

    private func choice(_ value: String, _ text: String, isChosen: Bool) -> Values {
        Choice.values(value, text, isChosen: isChosen)
    }

    /// A choice that is kept where the last try was refused.
    private func choice(_ value: String, _ text: String, _ field: String) -> Values {
        Choice.values(value, text, isChosen: typed[field] == value)
    }

    /// Texts go back into the form that they were typed in, and into no other.
    private var typedTexts: Values {
        let action = typed["action"] ?? ""
        let fields = ["text", "cause", "solution", "reason", "tried", "found", "ticket", "until", "minutes"]
        let texts = fields.reduce(into: Values()) { $0[$1] = typed[$1] ?? "" }
        let empty = fields.reduce(into: Values()) { $0[$1] = "" }
        return ["reply", "note", "wait", "resume", "pass", "solve", "close", "link", "dispute"]
            .reduce(into: Values()) { $0[$1] = $1 == action ? texts : empty }
    }
}
