package import Health

extension HealthReport {
    /// The report as an administrator reads it: verdict, components by kind, open conditions, what is not watched.
    ///
    /// - Throws: when memory runs out.
    package func text(in language: Language, style: Style, now: Timestamp) throws(TableError) -> String {
        let figures = style.figures(language)
        var lines = [heading(language, style), link?.printable].compactMap { $0 }
        lines += try components(language, style, now)
        lines.append("")
        if conditions.isEmpty {
            lines.append(Self.noCondition[language])
        } else {
            lines += try Self.lines(conditionListing(figures, now: now).table(conditions, in: language, style: style))
        }
        lines += unread(language, style)
        lines += ["", style.paint(Self.noPromise[language], .faint)]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Sensors are many: above this number only those that matter are listed.
    static let manySensors = 12

    /// Components to list one by one, and how many good sensors are only counted.
    package var listed: (entries: [Entry], hidden: Int) {
        let sensors = entries.filter { $0.component.kind == .sensor }
        guard sensors.count > Self.manySensors else { return (entries, 0) }
        let hottest = Dictionary(grouping: sensors, by: \.component.id)
            .compactMapValues { chip in chip.max { $0.temperature < $1.temperature }?.component }
        let shown = entries.filter { entry in
            entry.component.kind != .sensor || entry.verdict != .good || hottest[entry.component.id] == entry.component
        }
        return (shown, entries.count - shown.count)
    }

    private func heading(_ language: Language, _ style: Style) -> String {
        func count(_ words: Words, _ isCounted: (Entry) -> Bool) -> String? {
            let count = entries.count(where: isCounted)
            return count > 0 ? "\(count) \(words[language])" + (language == .fr && count > 1 ? "s" : "") : nil
        }
        let figures = style.figures(language)
        return [
            style.paint(host.printable, .bold) + figures.colon + style.paint(verdict.words[language], verdict.colour),
            count(Verdict.notWatched.words) { $0.verdict == .notWatched },
            count(Reason.notRead.words) { $0.isUnread },
            figures.time(time),
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// One table for all kinds, so that their columns agree; each kind's name stands above its rows.
    private func components(_ language: Language, _ style: Style, _ now: Timestamp) throws(TableError) -> [String] {
        let (entries, hidden) = listed
        guard !entries.isEmpty else {
            return ["", Self.nothing[language]]
        }
        let table = try componentListing(Figures(language), now: now).table(entries, in: language, style: style)
        let drawn = Self.lines(table)
        var lines = [""] + drawn.prefix(1)
        for (index, (entry, row)) in zip(entries, drawn.dropFirst()).enumerated() {
            let kind = entry.component.kind
            if index == 0 || entries[index - 1].component.kind != kind {
                lines.append(style.paint(kind.words[language], .bold))
            }
            lines.append(row)
            let isLast = index == entries.count - 1 || entries[index + 1].component.kind != kind
            if kind == .sensor, isLast, hidden > 0 { lines.append(Self.more(hidden, language)) }
        }
        return lines
    }

    private func unread(_ language: Language, _ style: Style) -> [String] {
        let lines = unwatched(in: language).map { part in
            part.name.printable + Figures(language).colon
                + "\(style.paint(part.verdict.words[language], part.verdict.colour)), \(part.reason.printable)"
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    private static func lines(_ table: String) -> [String] {
        table.split(separator: "\n").map(String.init)
    }

    package static func more(_ count: Int, _ language: Language) -> String {
        switch (language, count) {
        case (.en, 1): "and 1 more sensor, good"
        case (.en, _): "and \(count) more sensors, all good"
        case (.fr, 1): "et 1 autre capteur, bon"
        case (.fr, _): "et \(count) autres capteurs, tous bons"
        }
    }

    package static let noCondition = Words(en: "No open condition.", fr: "Aucune anomalie ouverte.")
    package static let nothing = Words(en: "Nothing to watch was found.", fr: "Rien à surveiller.")

    /// Backblaze and Google: 23 to 56 % of drives fail without any warning in SMART (facts/disks.md).
    package static let noPromise = Words(
        en: "A clean report is no promise: 23 to 56 % of failing drives give no warning. Keep backups.",
        fr: "Un rapport sans anomalie n'est pas une promesse\u{A0}: 23 à 56\u{A0}% des disques qui tombent en panne "
            + "ne préviennent pas. Gardez des sauvegardes."
    )
}

extension HealthReport.Entry {
    /// The temperature, for the choice of the hottest; one that was not read is the coldest.
    fileprivate var temperature: Double {
        readings.first { $0.quantity == .temperature }?.value.number ?? -.infinity
    }
}
