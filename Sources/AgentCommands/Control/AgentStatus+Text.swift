import Health
import Report
import Wire

extension AgentStatus {
    /// The state of the agent as an administrator reads it: daemon, link, queue, and what each probe costs.
    func text(in language: Language, style: Style, now: Timestamp) throws(TableError) -> String {
        let figures = style.figures(language)
        let rows: [(Words, String)] = [
            (Words(en: "Agent", fr: "Agent"), daemon(figures)),
            (Words(en: "Processor", fr: "Processeur"), processorTime(figures)),
            (Words(en: "Journal", fr: "Journal"), journalText(figures)),
            (Words(en: "Link", fr: "Liaison"), linkText(in: language, now: now)),
            (Words(en: "Queue", fr: "File"), queueText(figures)),
        ]
        var lines = [style.paint(host.printable, .bold)]
        lines += rows.map { "\($0[language])\(figures.colon)\($1)" }
        if let refused = refusedText(figures) { lines.append(style.paint(refused, .yellow)) }
        lines += settingsText(figures, now).map { style.paint($0, .yellow) }
        let costs = Self.costs(uptime: uptime) { .text($0.lastAt.map { figures.age(of: $0, at: now) }) }
        let table = try costs.table(probes, in: language, style: style)
        return lines.joined(separator: "\n") + "\n" + (table.isEmpty ? "" : "\n" + table)
    }

    private func daemon(_ figures: Figures) -> String {
        let words = Words(en: "running for", fr: "en marche depuis")
        return "\(version.printable), \(words[figures.language]) \(figures.duration(uptime))"
    }

    private func processorTime(_ figures: Figures) -> String {
        let words = Words(en: "per hour", fr: "par heure")[figures.language]
        let total = figures.number(processor) + " s"
        guard let hourly = hourly(processor) else { return total }
        return "\(total), \(figures.number(hourly)) s \(words)"
    }

    private func journalText(_ figures: Figures) -> String {
        let words = Words(
            en: "in memory only: events are lost when the agent ends; check its state folder",
            fr: "en mémoire seulement\u{A0}: les événements sont perdus quand l'agent s'arrête\u{A0}; "
                + "vérifiez son dossier d'état"
        )
        return journal.printable + (isVolatile ? " (\(words[figures.language]))" : "")
    }

    private func queueText(_ figures: Figures) -> String {
        guard queue > 0 else { return Words(en: "empty", fr: "vide")[figures.language] }
        let age = figures.duration(oldest)
        return figures.number(Double(queue))
            + Words(en: ", the oldest for \(age)", fr: ", le plus ancien depuis \(age)")[figures.language]
    }

    private func refusedText(_ figures: Figures) -> String? {
        guard rejected > 0 else { return nil }
        let words = Words(en: "Refused by the desk", fr: "Refusés par le centre d'assistance")[figures.language]
        return words + figures.colon + figures.number(Double(rejected))
            + (lastRejection.map { ", \($0.printable)" } ?? "")
    }

    /// That the settings are refused, and why; nothing while they are in force.
    private func settingsText(_ figures: Figures, _ now: Timestamp) -> [String] {
        guard !mistakes.isEmpty else { return [] }
        let since = refusedSince.map { ", \(figures.time($0)), \(figures.age(of: $0, at: now))" } ?? ""
        let heading = Words(
            en: "Settings: refused\(since); older ones are in force",
            fr: "Réglages\u{A0}: refusés\(since)\u{A0}; d'anciens sont en vigueur"
        )
        return [heading[figures.language]] + mistakes.map { "  \($0.printable)" }
    }

    /// One line on the link to the desk.
    func linkText(in language: Language, now: Timestamp) -> String {
        let figures = Figures(language)
        let span = since.map { time in
            let duration = figures.duration(max(0, now.seconds(since: time)))
            return Words(en: " for \(duration)", fr: " depuis \(duration)")[language]
        }
        let desk = desk.printable
        let state =
            switch link {
            case "connected": Words(en: "connected to \(desk)", fr: "relié à \(desk)")[language]
            case "connecting": Words(en: "connecting to \(desk)", fr: "connexion à \(desk)")[language]
            case "waiting": Words(en: "not connected", fr: "non relié")[language]
            case "not-enrolled":
                Words(
                    en: "not enrolled; run: vigie enrol TOKEN",
                    fr: "non inscrit\u{A0}; lancez\u{A0}: vigie enrol JETON"
                )[language]
            default: link.printable
            }
        let acknowledged = acknowledgedAt.map { time in
            let age = figures.age(of: time, at: now)
            return Words(en: "last receipt \(age)", fr: "dernier accusé \(age)")[language]
        }
        let attempt = retry.map { seconds in
            let wait = figures.duration(seconds)
            return Words(en: "next attempt in \(wait)", fr: "prochain essai dans \(wait)")[language]
        }
        return [state + (span ?? ""), link == "connected" ? nil : error?.printable, attempt, acknowledged].compactMap {
            $0
        }
        .joined(separator: ", ")
    }
}
