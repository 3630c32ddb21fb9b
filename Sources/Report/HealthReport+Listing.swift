package import Health

/// The report's lists; without `now` no time is told by its age, for who reads it later.
extension HealthReport {
    /// The columns of the components that are listed.
    package func componentListing(_ figures: Figures, now: Timestamp?) -> Listing<Entry> {
        let names = names(in: figures.language)
        return Listing(
            [
                Column("verdict", Words(en: "VERDICT", fr: "ÉTAT"), colour: { $0.verdict.colour }) { entry in
                    .term(entry.verdict.rawValue, entry.words)
                },
                Column("name", Words(en: "NAME", fr: "NOM"), fit: .truncate) { .text(names[$0.component] ?? $0.name) },
            ] + names.column(among: listed.entries) { $0.component } + [
                Column("digest", Words(en: "READINGS", fr: "MESURES"), fit: .truncate) { entry in
                    .text(entry.digest(in: figures.language, marked: names.marks[entry.component]))
                },
                Column("read_at", Words(en: "READ", fr: "LU")) { entry in
                    .text(entry.readAt.map { figures.when($0, at: now) })
                },
            ]
        )
    }

    /// The columns of the open conditions.
    package func conditionListing(_ figures: Figures, now: Timestamp?) -> Listing<OpenCondition> {
        let names = names(in: figures.language)
        return Listing(
            [
                Column("severity", Words(en: "SEVERITY", fr: "GRAVITÉ"), colour: \.severity.colour) { condition in
                    .term(condition.severity.rawValue, condition.severity.words)
                },
                Column("name", Words(en: "COMPONENT", fr: "COMPOSANT"), fit: .truncate) { condition in
                    .text(names[condition.key.component] ?? condition.key.component.description)
                },
            ] + names.column(among: conditions) { $0.key.component } + [
                Column("summary", Words(en: "WHAT IS WRONG", fr: "ANOMALIE"), fit: .truncate) { condition in
                    .text(condition.summary(in: figures.language))
                },
                Column("since", Words(en: "OPENED", fr: "OUVERTE")) { .text(figures.when($0.since, at: now)) },
                Column("ticket", Words(en: "TICKET", fr: "BILLET"), alignment: .right) { .number($0.ticket) },
            ]
        )
    }

    /// The components that nobody watches, with the reason in full.
    package func unwatched(in language: Language) -> [(name: String, verdict: Verdict, reason: String)] {
        let names = names(in: language)
        return entries.compactMap { entry in
            // The list says already that something waits to be read.
            guard let reason = entry.reason, entry.words == entry.verdict.words else { return nil }
            return (names.whole(entry.component) ?? entry.name, entry.verdict, Reason.text(reason, in: language))
        }
    }
}

extension Figures {
    fileprivate func when(_ time: Timestamp, at now: Timestamp?) -> String {
        now.map { age(of: time, at: $0) } ?? self.time(time)
    }
}

extension HealthReport.Entry {
    /// What matters of the readings, and the serial number, unless the name is marked with it already.
    package func digest(in language: Language, marked mark: String?) -> String {
        let serial = serial == mark ? nil : serial
        let text = ReadingsLine(component.kind).text(of: readings, in: language)
        return [text, serial].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
