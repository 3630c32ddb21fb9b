import Desk
import Health
import Report

extension LogEntry.Kind {
    /// What happened, in one line for a person.
    func text(_ figures: Figures) -> String {
        let language = figures.language
        func say(_ english: String, _ french: String, _ detail: String? = nil) -> String {
            let words = Words(en: english, fr: french)[language]
            guard let detail, !detail.isEmpty else { return words }
            return words + figures.colon + detail.split(whereSeparator: \.isNewline).joined(separator: " ")
        }
        return switch self {
        case .opened(let opening): say("opened", "ouvert", opening.measure.text(figures))
        case .occurred(let measure): say("again", "de nouveau", measure.text(figures))
        case .updated(let measure): say("worse", "aggravé", measure.text(figures))
        case .refreshed(let measure): say("read again", "relu", measure.text(figures))
        case .recovered: say("recovered", "rétabli")
        case .reopened(let measure): say("opened again", "rouvert", measure.text(figures))
        case .noted(let text): say("note", "note", text)
        case .moved(let state, let reason):
            say("now \(state.words.en)", "désormais \(state.words.fr)", reason)
        case .passed(let tier, let reason):
            say("to tier \(Ticket.words(tier: tier).en)", "au niveau \(Ticket.words(tier: tier).fr)", reason)
        case .closed("recovered"): say("closed: recovered", "clos\u{A0}: rétabli")
        case .closed(Workflow.accepted): say("closed: accepted", "clos\u{A0}: accepté")
        case .accepted(let bound?): say("accepted until", "accepté jusqu'à", bound.description)
        case .accepted(nil): say("accepted no more", "n'est plus accepté")
        case .closed(let reason): say("closed", "clos", reason)
        }
    }
}

extension Measure {
    /// Severity, value and limit; a flag has no value to show.
    func text(_ figures: Figures) -> String {
        let severity = severity.words[figures.language]
        guard unit != .flag else { return severity }
        let shown = "\(severity), \(figures.quantity(value, unit))"
        guard let limit else { return shown }
        return "\(shown) (\(Words(en: "limit", fr: "limite")[figures.language]) \(figures.quantity(limit, unit)))"
    }

    fileprivate var members: [JSON.Member] {
        [
            JSON.Member("severity", .string(severity.rawValue)),
            JSON.Member("value", .number(value)),
            JSON.Member("limit", limit.map(JSON.number) ?? .null),
            JSON.Member("unit", .string(unit.rawValue)),
        ]
    }
}

extension LogEntry {
    /// When, who, which kind of entry, and what it says.
    var json: JSON {
        let start = [
            JSON.Member("at", .string(at.description)),
            JSON.Member("author", .string(author.description)),
            JSON.Member("kind", .string(kind.name)),
        ]
        return .object(start + kind.members)
    }
}

extension LogEntry.Kind {
    fileprivate var members: [JSON.Member] {
        switch self {
        case .opened(let opening): opening.measure.members
        case .occurred(let measure), .updated(let measure), .refreshed(let measure), .reopened(let measure):
            measure.members
        case .recovered(let value): [JSON.Member("value", .number(value))]
        case .noted(let text): [JSON.Member("text", .string(text))]
        case .moved(let state, let reason):
            [JSON.Member("state", .string(state.rawValue)), JSON.Member("reason", .string(reason))]
        case .passed(let tier, let reason):
            [JSON.Member("tier", .number(Double(tier))), JSON.Member("reason", .string(reason))]
        case .closed(let reason): [JSON.Member("reason", .string(reason))]
        case .accepted(let bound): [JSON.Member("until", bound.map { .string($0.description) } ?? .null)]
        }
    }
}
