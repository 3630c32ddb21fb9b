import Desk
import Health
import Report

/// One ticket with its log, as it is printed.
struct TicketSheet {
    let ticket: Ticket
    let log: [LogEntry]
    /// The component as it was last told; nil where it never was.
    let fact: Fact?

    /// A heading, the ticket's properties, what is known of the component, the evidence of its rule, and the log.
    func text(in language: Language, style: Style, now: Timestamp) throws -> String {
        let figures = style.figures(language)
        let title = Words(en: "Ticket \(ticket.number)", fr: "Billet \(ticket.number)")[language]
        let heading = style.paint(title, .bold) + figures.colon
        let summary = style.paint(ticket.summary(in: language).printable, ticket.measure.severity.colour)
        let entries = try Self.listing(figures).table(log, in: language, style: style)
        return ([heading + summary, ""] + properties(figures, now)).joined(separator: "\n") + "\n\n" + entries
    }

    private func properties(_ figures: Figures, _ now: Timestamp) -> [String] {
        let language = figures.language
        func when(_ time: Timestamp) -> String { "\(figures.time(time)), \(figures.age(of: time, at: now))" }
        let closing = ticket.closedAt.map { time in
            [when(time), ticket.closedBy?.text(in: language)].compactMap { $0 }.joined(separator: ", ")
        }
        let gone = Words(en: "yes: the condition is gone", fr: "oui\u{A0}: l'anomalie a disparu")[language]
        let lines: [(Words, String?)] = [
            (Words(en: "Severity", fr: "Gravité"), ticket.measure.severity.words[language]),
            (Words(en: "State", fr: "État"), ticket.state.words[language]),
            (Words(en: "Tier", fr: "Niveau"), Ticket.words(tier: ticket.tier)[language]),
            (Words(en: "Host", fr: "Poste"), "\(ticket.hostName) (\(ticket.host))"),
            (Words(en: "Component", fr: "Composant"), ticket.component),
            (Words(en: "Identity", fr: "Identité"), fact.flatMap(Self.identity)),
            (Words(en: "Readings", fr: "Mesures"), fact.flatMap { Self.readings($0, figures, now) }),
            (Words(en: "Key", fr: "Clé"), ticket.key),
            (Words(en: "Since", fr: "Depuis"), when(ticket.since)),
            (Words(en: "Opened", fr: "Ouvert"), when(ticket.openedAt)),
            (Words(en: "Changed", fr: "Modifié"), when(ticket.updatedAt)),
            (Words(en: "Closed", fr: "Clos"), closing),
            (Words(en: "Recovered", fr: "Rétabli"), ticket.isRecovered ? gone : nil),
            (Words(en: "Occurrences", fr: "Occurrences"), figures.number(Double(ticket.count))),
            (Words(en: "Evidence", fr: "Fondement"), ticket.knownRule?.evidence),
        ]
        let width = lines.map { $0.0[language].count }.max() ?? 0
        return lines.compactMap { label, text in
            guard let text else { return nil }
            let name = label[language]
            return name + String(repeating: " ", count: width - name.count + 2) + text.printable
        }
    }

    private static func identity(_ fact: Fact) -> String? {
        fact.identity.isEmpty ? nil : fact.identity.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// What matters of the component's latest readings, and how old they are.
    private static func readings(_ fact: Fact, _ figures: Figures, _ now: Timestamp) -> String? {
        let line = ReadingsLine(fact.component.kind).text(of: fact.readings, in: figures.language)
        return line.isEmpty ? nil : "\(line), \(figures.age(of: fact.readAt, at: now))"
    }

    private static func listing(_ figures: Figures) -> Listing<LogEntry> {
        Listing([
            Column("at", Words(en: "WHEN", fr: "QUAND")) { .time($0.at) },
            Column("author", Words(en: "WHO", fr: "QUI")) { .text($0.author.text(in: figures.language)) },
            Column("what", Words(en: "WHAT", fr: "QUOI"), fit: .wrap) { .text($0.kind.text(figures)) },
        ])
    }
}

extension TicketSheet {
    /// What the listing says of the ticket, and then what only this sheet does.
    func json(_ listing: TicketListing) -> JSON {
        let measure = ticket.measure
        let members: [JSON.Member] =
            listing.json.columns.map { JSON.Member($0.name, $0.value(ticket).json) } + [
                JSON.Member("host_id", .string(ticket.host)),
                JSON.Member("value", .number(measure.value)),
                JSON.Member("limit", measure.limit.map(JSON.number) ?? .null),
                JSON.Member("unit", .string(measure.unit.rawValue)),
                JSON.Member("since", .string(ticket.since.description)),
                JSON.Member("closed_by", ticket.closedBy.map { .string($0.description) } ?? .null),
                JSON.Member("recovered", .bool(ticket.isRecovered)),
                JSON.Member("evidence", ticket.knownRule.map { .string($0.evidence) } ?? .null),
                JSON.Member("log", .array(log.map(\.json))),
            ]
        return .object(members)
    }
}
