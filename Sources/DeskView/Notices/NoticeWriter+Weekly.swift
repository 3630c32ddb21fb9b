package import Desk
import Health
import Report

extension NoticeWriter {
    /// Hosts and finished tickets that a mail lists at most.
    private static let longestOfWeek = 30

    /// How the hosts are, once a week: how many are not well, which and why, what was done, and where the report for paper is.
    package func text(ofWeek fleet: Fleet, _ places: PlaceBook, done: FinishedWork) -> NoticeText {
        let summary = fleet.summary(figures)
        let subject = Words(
            en: "[Vigie] Weekly report: \(summary)",
            fr: "[Vigie] Rapport de la semaine\u{A0}: \(summary)"
        )
        let unwell = fleet.members.filter { $0.verdict != .good }
        let report = Words(en: "The report for paper:", fr: "Le rapport à imprimer\u{A0}:")[language]
        let ways = link(\.linkToFleetReport)
        let command = Words(en: "All hosts: vigie-desk fleet", fr: "Tous les postes\u{A0}: vigie-desk fleet")
        return NoticeText(
            subject[language].printable,
            [summary] + hosts(unwell, places) + [""] + finished(done) + ["", command[language]]
                + (ways.isEmpty ? [] : [report] + ways) + ["", HealthReport.noPromise[language]]
        )
    }

    private func hosts(_ members: [Fleet.Member], _ places: PlaceBook) -> [String] {
        guard !members.isEmpty else { return [] }
        let listing = FleetListing(places, figures, now: now)
        let lines = members.prefix(Self.longestOfWeek).map { member in
            let name = [member.host.name, places.site(of: member.host)].compactMap { $0 }.joined(separator: ", ")
            let why = listing.why(member).map { "\(figures.colon)\($0)" } ?? ""
            return "  \(member.verdict.words[language])  \(name)\(why)".printable
        }
        return [""] + lines + more(members.count - lines.count)
    }

    private func finished(_ done: FinishedWork) -> [String] {
        let count = figures.number(Double(done.count))
        let head = Words(
            en: "Closed in the last 7 days: \(count)",
            fr: "Clos ces 7 derniers jours\u{A0}: \(count)"
        )
        let solved = done.items.filter { $0.solution != nil }.prefix(Self.longestOfWeek)
        return [head[language]]
            + solved.map { item in
                let place = names.host(of: item.ticket).map { "\($0)\(figures.colon)" } ?? ""
                let solution = item.solution.map { $0.text ?? Prose.blanked[language] } ?? ""
                return "  #\(item.ticket.number)  \(place)\(item.ticket.summary(in: language)); \(solution)".printable
            }
    }
}
