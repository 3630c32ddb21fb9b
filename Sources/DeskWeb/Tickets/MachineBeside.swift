import Desk
import DeskView
import Health
import Report

/// What is known of the component that a ticket is about, as it stands beside the story.
struct MachineBeside {
    private static let similarLimit = 10
    /// Letters of a cause and of a solution that are shown: the ticket has the rest.
    private static let proseLimit = 300

    let record: TicketRecord
    /// The component as it was last told; nil where it never was.
    let fact: Fact?
    let history: [DailyValue]
    let similar: [SimilarTicket]

    /// What a store has of it for a scope.
    init(_ record: TicketRecord, fact: Fact?, from store: any PageStores, in scope: Scope) async throws(DeskError) {
        self.record = record
        self.fact = fact
        let condition = record.ticket.condition
        if let condition, let component = ConditionKey(condition.key)?.component,
            let quantity = condition.knownRule?.quantity, quantity.unit != .flag
        {
            history = try await store.history(
                of: component,
                quantity: quantity,
                host: condition.host,
                in: scope
            )
        } else {
            history = []
        }
        similar = try await store.similarTickets(to: record.ticket, limit: Self.similarLimit, in: scope)
    }

    /// False for a matter, of which no component is known.
    func values(_ figures: Figures, _ now: Timestamp) -> Any {
        guard let condition = record.ticket.condition else { return false }
        let language = figures.language
        let sheet = fact.map(ComponentSheet.init)
        return [
            "foreign_name": fact?.name ?? condition.component,
            "verdict": (fact.map { VerdictBadge.values($0.verdict, language) }).orFalse,
            "foreign_identity": (sheet?.identity).orFalse,
            "readings":
                (fact.flatMap { fact in
                    (sheet?.readings(in: language)).map { text in
                        ["foreign_text": text, "at": Moment.values(fact.readAt, figures, at: now)] as Values
                    }
                }).orFalse,
            "chart": chart(of: condition, figures, now).orFalse,
            "remedy": (TicketSheet(record, NameBook()).remedy?[language]).orFalse,
            "evidence": (condition.knownRule?.evidence[language]).orFalse,
            "similar": similar.isEmpty ? false : ["tickets": similar.map { values(of: $0, figures, now) }] as Any,
        ] as Values
    }

    private func chart(of condition: HostCondition, _ figures: Figures, _ now: Timestamp) -> Values? {
        guard ![.flag, .text].contains(condition.measure.unit),
            let chart = Chart(
                history: history,
                told: record.told,
                thresholds: condition.thresholds(with: fact),
                direction: condition.knownRule?.direction ?? .above,
                now: now
            )
        else { return nil }
        let words = ChartWords(chart, in: condition.measure.unit, figures)
        let name = condition.knownRule?.words ?? Words(en: condition.rule, fr: condition.rule)
        let title = Words(en: "Course of the value: \(name.en)", fr: "Évolution de la valeur\u{A0}: \(name.fr)")
        return [
            "id": "course", "title": title[figures.language], "summary": words.summary,
            "prediction": words.forecast.orFalse,
            "drawing": ChartDrawing(chart, in: condition.measure.unit, figures).values,
            "table": words.table.merging(["title": title[figures.language]]) { _, own in own },
        ]
    }

    private func values(of other: SimilarTicket, _ figures: Figures, _ now: Timestamp) -> Values {
        let ticket = other.ticket
        return [
            "link": Path.ticket(String(ticket.number)).link, "number": String(ticket.number),
            "foreign_summary": ticket.summary(in: figures.language),
            "state": ticket.state.words[figures.language],
            "elsewhere": ticket.host != record.ticket.host,
            "foreign_host": (ticket.condition?.hostName).orFalse,
            "at": Moment.values(ticket.openedAt, figures, at: now),
            "foreign_cause": (other.solution.map { Self.shortened($0.cause, figures) }).orFalse,
            "foreign_solution": (other.solution.map { Self.shortened($0.solution, figures) }).orFalse,
        ]
    }

    private static func shortened(_ prose: Prose, _ figures: Figures) -> String {
        let text = prose.text ?? Prose.blanked[figures.language]
        return text.count > proseLimit ? text.prefix(proseLimit) + "…" : text
    }
}

/// A verdict as shape, colour and word.
enum VerdictBadge {
    static func values(_ verdict: Verdict, _ language: Language) -> Values {
        let (shape, name) =
            switch verdict {
            case .failing: ("◆", "critical")
            case .watch: ("◇", "warning")
            case .good: ("●", "good")
            default: ("○", "info")
            }
        return ["shape": shape, "class": name, "foreign_text": verdict.words[language]]
    }
}
