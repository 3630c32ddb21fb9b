import Desk
import DeskView
import Health
import Report

/// A host's health as the template of it takes it: on its page, and on paper.
struct ReportValues {
    let values: Values

    static let words: [String: Words] = [
        "wrong": Words(en: "What is wrong", fr: "Anomalies"),
        "severity": Words(en: "Severity", fr: "Gravité"),
        "component": Words(en: "Component", fr: "Composant"),
        "readings": Words(en: "Readings", fr: "Mesures"),
        "read": Words(en: "Read", fr: "Lu"),
        "since": Words(en: "Since", fr: "Depuis"),
        "ticket": Words(en: "Ticket", fr: "Billet"),
        "verdict": Words(en: "Verdict", fr: "État"),
        "health": Words(en: "Components", fr: "Composants"),
        "unwatched": Words(en: "What is not watched", fr: "Ce qui n'est pas surveillé"),
        "no_wrong": HealthReport.noCondition,
        "no_parts": HealthReport.nothing,
        "promise": HealthReport.noPromise,
    ]

    init(_ report: HealthReport, _ figures: Figures, now: Timestamp) {
        let language = figures.language
        let names = report.names(in: language)
        let (entries, hidden) = report.listed
        let conditions = report.conditions.map { condition in
            [
                "badge": Badge.values(condition.severity, language),
                "foreign_name": names.whole(condition.key.component) ?? condition.key.component.description,
                "foreign_summary": condition.summary(in: language),
                "at": Moment.values(condition.since, figures, at: now),
                "ticket": condition.ticket.map { number in
                    ["number": String(number), "href": Path.ticket(String(number)).link] as Values
                }.orFalse,
            ] as Values
        }
        let parts = entries.map { entry in
            [
                "badge": HostVerdict.badge(of: entry, language),
                "foreign_name": names.whole(entry.component) ?? entry.name,
                "foreign_readings": entry.digest(in: language, marked: names.marks[entry.component]),
                "at": entry.readAt.map { Moment.values($0, figures, at: now) }.orFalse,
            ] as Values
        }
        values = [
            "conditions": conditions.isEmpty ? false : ["rows": conditions] as Any,
            "parts": parts.isEmpty ? false : ["rows": parts] as Any,
            "more": hidden > 0 ? HealthReport.more(hidden, language) as Any : false,
            "unwatched": Self.unwatched(report, language),
        ]
    }

    private static func unwatched(_ report: HealthReport, _ language: Language) -> Any {
        let parts = report.unwatched(in: language).map { part in
            ["foreign_name": part.name, "verdict": part.verdict.words[language], "foreign_reason": part.reason]
                as Values
        }
        return parts.isEmpty ? false : ["rows": parts] as Values
    }
}
