package import Desk
package import Health
package import Report

/// One ticket with its log, as it is printed.
package struct TicketSheet: Sendable {
    private let record: TicketRecord
    private let names: NameBook
    private let fact: Fact?

    /// - Parameters:
    ///   - record: the ticket with its log.
    ///   - names: of whom they mention.
    ///   - fact: the component as it was last told; nil where it never was.
    package init(_ record: TicketRecord, _ names: NameBook, fact: Fact? = nil) {
        self.record = record
        self.names = names
        self.fact = fact
    }

    private var ticket: Ticket { record.ticket }

    /// A heading, the ticket's properties, what is known of the component, the evidence of its rule, and the log.
    package func text(in language: Language, style: Style, now: Timestamp) throws(TableError) -> String {
        let figures = style.figures(language)
        let title = Words(en: "Ticket \(ticket.number)", fr: "Billet \(ticket.number)")[language]
        let heading = style.paint(title, .bold) + figures.colon
        let summary = style.paint(ticket.summary(in: language).printable, ticket.condition?.measure.severity.colour)
        let entries = try listing(figures).table(record.log, in: language, style: style)
        return ([heading + summary, ""] + properties(figures, now)).joined(separator: "\n") + "\n\n" + entries
    }

    /// What is known of it, a line each; without `now` no time is told by its age, for who reads it later.
    func properties(_ figures: Figures, _ now: Timestamp?) -> [String] {
        let shown = (facts(figures, now) + checklist(figures)).map { ($0.label, $0.text.printable) }
        let width = shown.map(\.0.count).max() ?? 0
        return shown.map { name, text in name + String(repeating: " ", count: width - name.count + 2) + text }
    }

    /// What is known of it, each with what it is called; without its component where that is told apart.
    package func facts(
        _ figures: Figures,
        _ now: Timestamp?,
        withComponent: Bool = true
    ) -> [(label: String, text: String)] {
        let language = figures.language
        func when(_ time: Timestamp) -> String { Self.when(time, figures, now) }
        let closing = ticket.closedAt.map { time in
            [when(time), ticket.closedBy.map { names.text(of: $0, in: language) }].compactMap { $0 }.joined(
                separator: ", "
            )
        }
        let condition = ticket.condition
        let component = withComponent ? condition : nil
        let sheet = withComponent ? fact.map(ComponentSheet.init) : nil
        let gone = Words(en: "yes: the condition is gone", fr: "oui\u{A0}: l'anomalie a disparu")[language]
        let lines: [(Words, String?)] =
            [
                (Words(en: "Severity", fr: "Gravité"), condition?.measure.severity.words[language]),
                (Words(en: "Type", fr: "Type"), condition == nil ? ticket.type.words[language] : nil),
                (Words(en: "Category", fr: "Catégorie"), category?[language]),
                (Words(en: "State", fr: "État"), state(figures)),
                (Words(en: "Priority", fr: "Priorité"), ticket.isRated ? ticket.priority.words[language] : nil),
                (Words(en: "Respond by", fr: "Réponse avant"), ticket.deadlines.responseBy.map(figures.time)),
                (Words(en: "Solve by", fr: "Solution avant"), ticket.deadlines.resolutionBy.map(figures.time)),
                (Words(en: "Tier", fr: "Niveau"), Ticket.words(tier: ticket.tier)[language]),
                (Words(en: "Impact", fr: "Impact"), ticket.isRated ? ticket.impact.words[language] : nil),
                (Words(en: "Urgency", fr: "Urgence"), ticket.isRated ? ticket.urgency.words[language] : nil),
                (Words(en: "Requester", fr: "Demandeur"), ticket.requester.map { names.name(of: $0, in: language) }),
                (Words(en: "Given to", fr: "Confié à"), ticket.assignee.map { names.name(of: $0, in: language) }),
                (Words(en: "Host", fr: "Poste"), ticket.host.map { "\(names.host(of: ticket) ?? $0) (\($0))" }),
                (Words(en: "Component", fr: "Composant"), component?.component),
                (Words(en: "Identity", fr: "Identité"), sheet?.identity),
                (Words(en: "Readings", fr: "Mesures"), sheet?.readings(figures, now)),
                (Words(en: "Key", fr: "Clé"), condition?.key),
                (Words(en: "Since", fr: "Depuis"), condition.map { when($0.since) }),
                (Words(en: "Opened", fr: "Ouvert"), when(ticket.openedAt)),
                (Words(en: "Changed", fr: "Modifié"), when(ticket.updatedAt)),
                (Words(en: "Closed", fr: "Clos"), closing),
                (Words(en: "Recovered", fr: "Rétabli"), condition?.isRecovered == true ? gone : nil),
                (Words(en: "Occurrences", fr: "Occurrences"), condition.map { figures.number(Double($0.count)) }),
                (Words(en: "Time spent", fr: "Temps passé"), spent(figures)),
                (Words(en: "Evidence", fr: "Fondement"), component?.knownRule?.evidence[language]),
                (Words(en: "What to do", fr: "Que faire"), component == nil ? nil : remedy?[language]),
            ]
        return lines.compactMap { label, text in text.map { (label[language], $0) } }
    }

    private static func when(_ time: Timestamp, _ figures: Figures, _ now: Timestamp?) -> String {
        figures.time(time) + (now.map { ", " + figures.age(of: time, at: $0) } ?? "")
    }

    private var category: Words? { ticket.category.map { names.words(of: $0, in: ticket.organisation) } }

    /// What is done about it, while there is something to do.
    package var remedy: Words? {
        ticket.isOpen ? ticket.condition.flatMap { Remedy.words(for: $0.rule) } : nil
    }

    private func state(_ figures: Figures) -> String {
        let state = ticket.state.words[figures.language]
        guard let reason = ticket.pending?.words else { return state }
        let waiting = Words(en: "\(state), for \(reason.en)", fr: "\(state)\u{A0}: \(reason.fr)")[figures.language]
        guard let until = ticket.wakesAt.map(figures.time) else { return waiting }
        return waiting + Words(en: ", until \(until)", fr: ", jusqu'au \(until)")[figures.language]
    }

    private func spent(_ figures: Figures) -> String? {
        ticket.minutes > 0 ? figures.duration(Double(ticket.minutes) * 60) : nil
    }

    /// The items of its checklist, each with whether it is done.
    package var checklist: [(number: Int, text: Prose, isDone: Bool)] {
        guard case .filed(let filing)? = record.log.first?.kind, let matter = ticket.matter else { return [] }
        return filing.checklist.enumerated().map { ($0 + 1, $1, matter.done.contains($0 + 1)) }
    }

    private func checklist(_ figures: Figures) -> [(label: String, text: String)] {
        checklist.map { item in
            let label = Words(en: "Item \(item.number)", fr: "Point \(item.number)")[figures.language]
            return (label, "\(item.isDone ? "[x]" : "[ ]") \(item.text.text ?? Prose.blanked[figures.language])")
        }
    }

    private func listing(_ figures: Figures) -> Listing<LogEntry> {
        let (names, entries) = (names, EntryText(figures, names, of: ticket.organisation))
        return Listing([
            Column("at", Words(en: "WHEN", fr: "QUAND")) { .time($0.at) },
            Column("author", Words(en: "WHO", fr: "QUI")) { .text(names.text(of: $0.author, in: figures.language)) },
            Column("what", Words(en: "WHAT", fr: "QUOI"), fit: .wrap) { .text(entries.text(of: $0.kind)) },
        ])
    }
}

extension TicketSheet {
    /// What the listing says of the ticket, and then what only this sheet does.
    package func json(_ listing: TicketListing) -> JSON {
        let condition = ticket.condition
        let members: [JSON.Member] =
            listing.json.columns.map { JSON.Member($0.name, $0.value(ticket).json) } + [
                JSON.Member("host_id", ticket.host.map(JSON.string) ?? .null),
                JSON.Member("value", condition.map { .number($0.measure.value) } ?? .null),
                JSON.Member("limit", condition?.measure.limit.map(JSON.number) ?? .null),
                JSON.Member("unit", condition.map { .string($0.measure.unit.rawValue) } ?? .null),
                JSON.Member("since", condition.map { .string($0.since.description) } ?? .null),
                JSON.Member("closed_by", ticket.closedBy.map { .string($0.description) } ?? .null),
                JSON.Member("recovered", condition.map { .bool($0.isRecovered) } ?? .null),
                JSON.Member("evidence", condition?.knownRule.map { .string($0.evidence.en) } ?? .null),
                JSON.Member("version", .number(Double(record.version))),
                JSON.Member("log", .array(record.log.map(\.json))),
            ]
        return .object(members)
    }
}
