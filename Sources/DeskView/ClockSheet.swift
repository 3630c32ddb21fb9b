package import Desk
package import Health
package import Report

/// The clocks of a ticket, and every interval of them with its reason.
package struct ClockSheet: Sendable {
    private let number: Int64
    private let clock: ServiceClock
    private let now: Timestamp

    package init(_ record: TicketRecord, by book: ServiceBook, now: Timestamp) {
        number = record.ticket.number
        clock = ServiceClock(log: record.log, book: book)
        self.now = now
    }

    /// One interval of one of the clocks.
    package struct Row: Sendable {
        let clock: ClockName
        let interval: ClockInterval
    }

    /// The intervals of both clocks, each in its order.
    package var rows: [Row] {
        ClockName.allCases.flatMap { name in
            clock[name].intervals(until: now).map { Row(clock: name, interval: $0) }
        }
    }

    /// What each clock has used and has left, and then its intervals.
    package func text(in language: Language, style: Style) throws(TableError) -> String {
        let figures = style.figures(language)
        return heads(figures).joined(separator: "\n") + "\n\n"
            + (try listing(figures).table(rows, in: language, style: style))
    }

    /// What each clock has used and has left.
    package func heads(_ figures: Figures) -> [String] { ClockName.allCases.map { head(clock[$0], figures) } }

    private func head(_ clock: TargetClock, _ figures: Figures) -> String {
        let language = figures.language
        let name = clock.name.words[language]
        guard let target = clock.target else {
            return name + figures.colon + Words(en: "nothing is promised", fr: "rien n'est promis")[language]
        }
        let used = WorkingTime.text(seconds(clock.used(at: now)), figures)
        let all = WorkingTime.text(seconds(target), figures)
        return name + figures.colon + Words(en: "\(used) of \(all) used", fr: "\(used) sur \(all)")[language] + ", "
            + outcome(clock, figures)
    }

    private func outcome(_ clock: TargetClock, _ figures: Figures) -> String {
        let breach = clock.breach.at.map(figures.time)
        let words: Words =
            switch clock.state {
            case .waiting: Words(en: "not started", fr: "pas commencé")
            case .running where clock.isBreached(at: now):
                Words(en: "late since \(breach ?? "")", fr: "en retard depuis le \(breach ?? "")")
            case .running: Words(en: "due \(breach ?? "")", fr: "échéance le \(breach ?? "")")
            case .paused(let reason):
                Words(en: "waiting for \(reason.words.en)", fr: "en attente\u{A0}: \(reason.words.fr)")
            case .fulfilled where clock.isMet: Words(en: "in time", fr: "dans les temps")
            case .fulfilled: Words(en: "too late", fr: "trop tard")
            case .stopped: Words(en: "closed without it", fr: "clos sans cela")
            }
        return words[figures.language]
    }

    private func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 }

    package func listing(_ figures: Figures) -> Listing<Row> {
        Listing([
            Column("clock", Words(en: "CLOCK", fr: "HORLOGE")) { .term($0.clock.rawValue, $0.clock.words) },
            Column("from", Words(en: "FROM", fr: "DE")) { .time($0.interval.from) },
            Column("to", Words(en: "TO", fr: "À")) { .time($0.interval.to) },
            Column("counted", Words(en: "COUNTED", fr: "COMPTÉ"), alignment: .right) { row in
                .text(WorkingTime.text(seconds(row.interval.counted), figures))
            },
            Column("why", Words(en: "WHY", fr: "POURQUOI")) { .text($0.interval.reason.words[figures.language]) },
            Column("priority", Words(en: "PRIORITY", fr: "PRIORITÉ")) { row in
                row.interval.priority.map { .term($0.rawValue, $0.words) } ?? .null
            },
            Column("policy", Words(en: "POLICY", fr: "POLITIQUE")) { .text($0.interval.policy?.description) },
            Column("calendar", Words(en: "CALENDAR", fr: "CALENDRIER")) { .text($0.interval.calendar?.description) },
        ])
    }

    package var json: JSON {
        [
            "ticket": .number(Double(number)), "time": .string(now.description),
            "clocks": .array(ClockName.allCases.map { json(clock[$0]) }),
        ]
    }

    private func json(_ clock: TargetClock) -> JSON {
        [
            "clock": .string(clock.name.rawValue),
            "target_s": clock.target.map { .number(seconds($0)) } ?? .null,
            "used_s": .number(seconds(clock.used(at: now))),
            "breach_at": clock.breach.at.map { .string($0.description) } ?? .null,
            "met": .bool(clock.isMet),
            "intervals": .array(
                clock.intervals(until: now).map { interval in
                    [
                        "from": .string(interval.from.description),
                        "to": interval.to.map { .string($0.description) } ?? .null,
                        "counted_s": .number(seconds(interval.counted)),
                        "why": .string(interval.reason.word),
                        "detail": interval.reason.detail.map(JSON.string) ?? .null,
                        "priority": interval.priority.map { .string($0.rawValue) } ?? .null,
                        "policy": interval.policy.map { .string($0.description) } ?? .null,
                        "calendar": interval.calendar.map { .string($0.description) } ?? .null,
                    ]
                }
            ),
        ]
    }
}
