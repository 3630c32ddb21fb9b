import Desk
import DeskView
import Health
import Report

/// One host that is not well, as a report on several hosts shows it: what is open on it since when, and what is not watched.
struct ReportedHost {
    let values: Values

    init(_ member: Fleet.Member, _ places: PlaceBook, _ figures: Figures, _ now: Timestamp) {
        let language = figures.language
        let told = Set(member.faults.compactMap { $0.condition?.component })
        values = [
            "foreign_name": member.host.name, "href": Path.host(member.host.id).link,
            "badge": member.verdict.badge(language),
            "foreign_place": places.site(of: member.host).orFalse, "class": member.host.hostClass.words[language],
            "silent": member.isSilent && member.verdict != .silent ? HostVerdict.silent.words[language] as Any : false,
            "seen": Moment.values(member.host.lastSeen, figures, at: now),
            "faults": member.faults.map { ticket in
                [
                    "badge": Badge.values(ticket.condition?.measure.severity, language),
                    "foreign_component": ticket.condition?.component ?? "",
                    "foreign_what": ticket.summary(in: language), "number": String(ticket.number),
                    "href": Path.ticket(String(ticket.number)).link,
                    "at": Moment.values(ticket.condition?.since ?? ticket.openedAt, figures, at: now),
                ] as Values
            },
            "parts": member.parts.filter { !told.contains($0.name) }.map { part in
                [
                    "foreign_name": part.name, "verdict": part.verdict.words[language],
                    "foreign_reason": part.reason.map { Reason.text($0, in: language) }.orFalse,
                ] as Values
            },
        ]
    }
}

/// What was done in the last days: tickets that were closed, with what solved them.
struct WorkDone {
    let items: [FinishedWork.Item]
    /// Whether there is no more than is listed.
    let isWhole: Bool

    func values(_ figures: Figures, _ now: Timestamp) -> Values {
        let language = figures.language
        let more = Words(en: "Only the newest are listed.", fr: "Seuls les plus récents sont listés.")
        return [
            "more": isWhole ? false : more[language] as Any,
            "items": items.isEmpty
                ? false
                : [
                    "rows": items.map { item in
                        [
                            "number": String(item.ticket.number), "href": Path.ticket(String(item.ticket.number)).link,
                            "foreign_host": (item.ticket.condition?.hostName).orFalse,
                            "foreign_component": (item.ticket.condition?.component).orFalse,
                            "foreign_what": item.ticket.summary(in: language),
                            "foreign_solution": item.solution.map { $0.text ?? Prose.blanked[language] }.orFalse,
                            "at": item.ticket.closedAt.map { Moment.values($0, figures, at: now) }.orFalse,
                        ] as Values
                    }
                ] as Any,
        ]
    }
}
