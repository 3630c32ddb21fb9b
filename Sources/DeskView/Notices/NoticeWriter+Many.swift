package import Desk
import Health
import Report

extension NoticeWriter {
    /// Tickets that a mail lists at most.
    private static let longest = 50

    /// The one mail of a storm: every ticket a line, the most pressing first.
    package func text(ofMany tickets: [Ticket], _ notices: [Notice]) -> NoticeText {
        let count = figures.number(Double(tickets.count))
        let shown = Set(tickets.map(\.number))
        let kinds = NoticeKind.known.compactMap { kind -> String? in
            let number = notices.count { $0.kind == kind && $0.ticket.map(shown.contains) ?? false }
            return number == 0 ? nil : "\(kind.words[language]) \(figures.number(Double(number)))"
        }
        let summary = kinds.joined(separator: ", ")
        let subject = Words(
            en: "[Vigie] \(count) tickets: \(summary)",
            fr: "[Vigie] \(count) billets\u{A0}: \(summary)"
        )
        let pressing = tickets.sorted { ($0.priority, $0.number) < ($1.priority, $1.number) }
        return NoticeText(subject[language], listed(pressing, count: pressing.count) + [""] + queue)
    }

    /// How the desk stands, once a day.
    package func text(of digest: DailyDigest) -> NoticeText {
        let subject = Words(
            en: "[Vigie] Daily digest, \(figures.date(now))",
            fr: "[Vigie] Bilan du jour, \(figures.date(now))"
        )
        let open = Ticket.State.allCases.compactMap { state in
            digest.counts[state].map { "\(state.words[language]) \(figures.number(Double($0)))" }
        }
        func line(_ words: Words, _ text: String) -> String { words[language] + figures.colon + text }
        let figuresOfDay = [
            line(Words(en: "Unfinished", fr: "Non terminés"), open.joined(separator: ", ")),
            line(Words(en: "Nobody has", fr: "À personne"), figures.number(Double(digest.unassigned))),
            line(
                Words(en: "Opened in the last day", fr: "Ouverts depuis un jour"),
                figures.number(Double(digest.opened))
            ),
            line(Words(en: "Closed in the last day", fr: "Clos depuis un jour"), figures.number(Double(digest.closed))),
        ]
        func part(_ words: Words, _ tickets: [Ticket], _ count: Int) -> [String] {
            guard count > 0 else { return [] }
            return ["", "\(words[language]) (\(figures.number(Double(count))))"] + listed(tickets, count: count)
        }
        let late = part(Words(en: "Late", fr: "En retard"), digest.late, digest.lateCount)
        let mine = part(Words(en: "Yours", fr: "Les vôtres"), digest.mine, digest.mineCount)
        return NoticeText(subject[language], figuresOfDay + late + mine + [""] + queue)
    }

    private func listed(_ tickets: [Ticket], count: Int) -> [String] {
        let shown = tickets.prefix(Self.longest)
        let lines = shown.flatMap { ticket in
            let place = [names.host(of: ticket), ticket.condition?.component].compactMap { $0 }.joined(separator: ", ")
            let what = ticket.summary(in: language)
            let line = [ticket.priority.words[language], place, what].filter { !$0.isEmpty }.joined(separator: ", ")
            return ["  #\(ticket.number)  \(line.printable)"] + link { "  " + $0.link(toTicket: ticket.number) }
        }
        return lines + more(count - shown.count)
    }

    /// That so many more are not listed.
    func more(_ count: Int) -> [String] {
        guard count > 0 else { return [] }
        let rest = figures.number(Double(count))
        return ["  " + Words(en: "and \(rest) more", fr: "et \(rest) de plus")[language]]
    }

    private var queue: [String] {
        let words = Words(en: "The queue: vigie-desk queue", fr: "La file\u{A0}: vigie-desk queue")
        return [words[language]] + link(\.linkToQueue)
    }
}
