import Desk
import DeskView
import Health

/// What a technician may do with a ticket now, as the template takes it: each a form, or the reason why it is not to be had.
struct TicketForms {
    let record: TicketRecord
    /// Where the forms are sent to.
    let link: String
    let checklist: [(number: Int, text: Prose, isDone: Bool)]
    let technicians: [Technician]
    let categories: [OwnCategory]
    let reader: PersonID
    /// What was typed where the last try was refused.
    let typed: Form
    let now: Timestamp
    let language: Language

    private var ticket: Ticket { record.ticket }
    /// In the place of words that are not written yet.
    private static let some = Prose("-")

    var values: Values {
        [
            "action": link, "version": String(record.version),
            "take": take.orFalse, "instead": instead.orFalse,
            "compose": compose,
            "solve": form("solve", .solve, unless: .solve(Solution(cause: Self.some, solution: Self.some))),
            "resume": form("resume", unless: .resume(nil)),
            "pass": pass,
            "pause": form("wait", .pause, unless: .wait(for: .other, nil, until: nil)) {
                ["reasons": PendingReason.known.map { choice($0.word, $0.words[language], "reason") }]
            },
            "assign": assign,
            "link": form("link") { ["links": Link.known.map { choice($0.word, $0.words[language], "link") }] },
            "close": form("close", .close, unless: .close(override: Self.some)) {
                ["solved": History(record.log).isSolved]
            },
            "dispute": ticket.matter == nil ? false : form("dispute", unless: .dispute(Self.some)) as Any,
            "sort": sort,
            "tasks": checklist.isEmpty ? false : ["items": items] as Any,
        ]
    }

    /// A form by its action: what was typed into it and refused, or why it is not to be had.
    private func form(
        _ word: String,
        _ key: Keys? = nil,
        unless action: Action? = nil,
        _ more: () -> Values = { [:] }
    ) -> Values {
        let isTried = typed["action"] == word
        let own: Values = [
            "word": word, "shortcut": (key?.rawValue).orFalse, "open": isTried,
            "obstacle": action.flatMap(obstacle).orFalse,
            "typed": Self.fields.reduce(into: Values()) { $0[$1] = isTried ? typed[$1] ?? "" : "" },
        ]
        return own.merging(more()) { _, more in more }
    }

    /// The fields that keep what was typed.
    private static let fields = [
        "text", "cause", "solution", "reason", "tried", "found", "ticket", "until", "minutes",
    ]

    private func obstacle(to action: Action) -> String? {
        Decision.obstacle(to: action, on: ticket, log: record.log, at: now)?[language]
    }

    /// Whether it may be taken without anybody's leave.
    private var take: Values? { ticket.isOpen && ticket.assignee == nil ? form("take", .take) : nil }

    /// Taking it in the place of another, with the reason to think twice.
    private var instead: Values? {
        guard ticket.isOpen, let assignee = ticket.assignee, assignee != reader else { return nil }
        return form("take", .take) { ["warning": obstacle(to: .assign(reader)).orFalse] }
    }

    private var compose: Values {
        let reply = form("reply", .reply, unless: .reply(Self.some))
        let isNoteFirst = typed["action"] == "note" || obstacle(to: .reply(Self.some)) != nil
        return [
            "reply": reply, "note_first": isNoteFirst,
            "note": form("note", .note) {
                ["services": CustomerService.known.map { choice($0.word, $0.words[language], "service") }]
            },
        ]
    }

    /// One tier up, and one back.
    private var pass: Values {
        let tiers = [ticket.tier + 1, ticket.tier - 1].filter(Ticket.tiers.contains)
        let some = Pass(toTier: tiers.first ?? ticket.tier, reason: Self.some)
        return form("pass", .pass, unless: .pass(some)) {
            ["tiers": tiers.map { choice(String($0), Ticket.words(tier: $0)[language], "tier") }]
        }
    }

    private var assign: Values {
        let others = technicians.filter { $0.person != ticket.assignee }
        // Whoever it is given to: giving it back is the same decision.
        let isClosed = obstacle(to: .assign(ticket.assignee == nil ? reader : nil))
        return form("assign") {
            [
                "obstacle": isClosed.orFalse,
                "persons": others.isEmpty
                    ? false : ["choices": others.map { choice($0.person.description, $0.name, "person") }] as Any,
                "give_back": ticket.assignee != nil,
            ]
        }
    }

    private var sort: Values {
        let own = categories.map { ($0.category, $0.name) }
        let all = Category.known.map { ($0, $0.words) } + own
        return [
            "open": ["categorise", "rate", "spend"].contains(typed["action"]),
            "categories": all.map { choice($0.0.word, $0.1[language], "category", else: $0.0 == ticket.category) },
            "impacts": Impact.allCases.map {
                choice($0.rawValue, $0.words[language], "impact", else: $0 == ticket.impact)
            },
            "urgencies": Urgency.allCases.map {
                choice($0.rawValue, $0.words[language], "urgency", else: $0 == ticket.urgency)
            },
            "rate": form("rate", unless: .rate(ticket.impact, ticket.urgency)), "spend": form("spend"),
        ]
    }

    private var items: [Values] {
        checklist.map { item in
            [
                "number": String(item.number), "foreign_text": item.text.text ?? Prose.blanked[language],
                "done": item.isDone,
            ]
        }
    }

    /// A choice that is kept where the last try was refused.
    private func choice(_ value: String, _ text: String, _ field: String, else isSet: Bool = false) -> Values {
        Choice.values(value, text, isChosen: typed[field].map { $0 == value } ?? isSet)
    }
}
