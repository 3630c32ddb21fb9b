package import Desk
package import Health
import Report

/// The words of one mail.
package struct NoticeText: Hashable, Sendable {
    package let subject: String
    /// Lines of plain text.
    package let body: String

    init(_ subject: String, _ lines: [String]) {
        self.subject = subject
        self.body = lines.joined(separator: "\n") + "\n"
    }
}

/// Writes the mails of the desk to one reader, in their language.
package struct NoticeWriter: Sendable {
    let figures: Figures
    let names: NameBook
    let web: WebAddress?
    let now: Timestamp

    /// `web` is where links lead; without it there are none.
    package init(_ figures: Figures, _ names: NameBook, web: WebAddress? = nil, now: Timestamp) {
        self.figures = figures
        self.names = names
        self.web = web
        self.now = now
    }

    var language: Language { figures.language }

    /// The mail to someone who works on tickets: what happened, what is wrong, where, since when, how bad, and what to do.
    ///
    /// `fact` is the component as it was last told.
    package func text(toStaff record: TicketRecord, _ notices: [Notice], fact: Fact? = nil) -> NoticeText {
        let sheet = TicketSheet(record, names, fact: fact)
        let news = notices.flatMap { happened($0, record) }
        let what = Words(en: "What is wrong", fr: "Anomalie")[language]
        let asked = Words(en: "What is asked", fr: "Demande")[language]
        let summary = record.ticket.summary(in: language).printable
        let heading = (record.ticket.condition == nil ? asked : what) + figures.colon + summary
        let more = Words(
            en: "Details: vigie-desk ticket show \(record.ticket.number)",
            fr: "Détails\u{A0}: vigie-desk ticket show \(record.ticket.number)"
        )
        let lines =
            news + ["", heading, ""] + sheet.properties(figures, nil) + description(record) + ["", more[language]]
            + link { $0.link(toTicket: record.ticket.number) }
        return NoticeText(subject(record.ticket, notices), lines)
    }

    /// The mail to who asked for something: what was said to them, and what became of it.
    ///
    /// `record` is the ticket as its requester sees it.
    package func text(toRequester record: TicketRecord, _ notices: [Notice]) -> NoticeText {
        let number = record.ticket.number
        let news = notices.flatMap { notice -> [String] in
            guard let entry = record.log.first(where: { $0.sequence == notice.entry }) else { return [] }
            return told(entry, number)
        }
        let closing = Words(
            en: "The number of your ticket is \(number). Name it whenever you ask about it.",
            fr: "Votre billet porte le numéro \(number). Indiquez-le dans toute question à son sujet."
        )
        return NoticeText(subject(record.ticket, notices), news + [closing[language]])
    }

    /// A link as a line of its own, where there are pages.
    func link(_ make: (WebAddress) -> String) -> [String] { web.map { [make($0)] } ?? [] }

    private func told(_ entry: LogEntry, _ number: Int64) -> [String] {
        switch entry.kind {
        case .filed(let filing):
            let words = Words(
                en: "The help desk has your ticket:",
                fr: "Le centre d'assistance a reçu votre billet\u{A0}:"
            )
            return [words[language], ""] + quoted(filing.title) + (filing.description.map(quoted) ?? []) + [""]
        case .replied(let text):
            let who = writer(entry.author).printable
            return [Words(en: "\(who) writes to you:", fr: "\(who) vous écrit\u{A0}:")[language], ""] + quoted(text) + [
                ""
            ]
        case .solved(let solution):
            let words = Words(en: "It is solved:", fr: "C'est résolu\u{A0}:")
            return [words[language], ""] + quoted(solution.solution) + ["", dispute, ""]
        case .closed: return [Words(en: "It was closed.", fr: "Il a été clos.")[language], "", dispute, ""]
        default: return []
        }
    }

    /// Who writes, as far as a requester knows them.
    private func writer(_ author: Author) -> String {
        guard case .person(let id) = author else {
            return Words(en: "The help desk", fr: "Le centre d'assistance")[language]
        }
        return names.name(of: id, in: language)
    }

    private var dispute: String {
        let days = Decision.disputeDays
        return Words(
            en: "If it is not solved, tell the help desk within \(days) days.",
            fr: "Si ce n'est pas résolu, dites-le au centre d'assistance dans les \(days) jours."
        )[language]
    }

    /// Who did what, and in which words.
    private func happened(_ notice: Notice, _ record: TicketRecord) -> [String] {
        guard let entry = record.log.first(where: { $0.sequence == notice.entry }) else { return [] }
        let who = names.text(of: entry.author, in: language).printable
        let start = "\(figures.time(entry.at)), \(who)"
        let head = start + figures.colon
        switch entry.kind {
        case .replied(let text):
            return [start + Words(en: " writes:", fr: " écrit\u{A0}:")[language]] + quoted(text)
        case .disputed(let text):
            return [head + Words(en: "not solved", fr: "non résolu")[language]] + quoted(text)
        case .filed(let filing):
            let requester = filing.requester.map { names.name(of: $0, in: language).printable }
            let who = requester.map { Words(en: " for \($0)", fr: " pour \($0)") } ?? Words(en: "", fr: "")
            return [head + Words(en: "filed\(who.en)", fr: "déposé\(who.fr)")[language]]
        default:
            let entries = EntryText(figures, names, of: record.ticket.organisation)
            return [head + entries.text(of: entry.kind).printable]
        }
    }

    /// What the requester wrote when they filed it.
    private func description(_ record: TicketRecord) -> [String] {
        guard case .filed(let filing)? = record.log.first?.kind, let text = filing.description else { return [] }
        return [""] + quoted(text)
    }

    private func quoted(_ prose: Prose) -> [String] {
        let text = prose.text ?? Prose.blanked[language]
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            "> \(String($0).printable)"
        }
    }

    private func subject(_ ticket: Ticket, _ notices: [Notice]) -> String {
        // The last says how it is now; that it is critical comes before all.
        let kind = notices.first { $0.kind == .newCritical }?.kind ?? notices.last?.kind
        let what = kind.map { $0.words[language] + figures.colon } ?? ""
        let place = names.host(of: ticket).map { $0 + figures.colon } ?? ""
        return "[Vigie #\(ticket.number)] \(what)\(place)\(ticket.title(in: language))".printable
    }
}
