package import Desk
package import Health
package import Report

/// Statistics as they are printed.
package struct StatisticsSheet: Sendable {
    private let statistics: Statistics
    private let names: [String: String]
    private let now: Timestamp

    /// Seconds from which on a ticket is counted as old: a day, a week, a month.
    private static let ages: [Double] = [86_400, 7 * 86_400, 30 * 86_400]
    /// Hosts and rules that the text lists; JSON has all.
    private static let most = 10

    /// `names` are those of hosts by id.
    package init(_ statistics: Statistics, names: [String: String], now: Timestamp) {
        self.statistics = statistics
        self.names = names
        self.now = now
    }

    private var rules: [(name: String, count: Int)] { Self.sorted(statistics.byRule) }
    private var hosts: [(id: String, count: Int)] { Self.sorted(statistics.byHost).map { ($0.name, $0.count) } }

    /// The most frequent first, by name among equals.
    private static func sorted(_ counts: [String: Int]) -> [(name: String, count: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}

extension StatisticsSheet {
    package var json: JSON {
        [
            "time": .string(now.description),
            "total": .number(Double(statistics.total)),
            "by_state": Self.members(Ticket.State.allCases.map { ($0.rawValue, statistics.byState[$0] ?? 0) }),
            "by_severity": Self.members(Severity.allCases.map { ($0.rawValue, statistics.bySeverity[$0] ?? 0) }),
            "by_tier": Self.members(Ticket.tiers.map { (String($0), statistics.byTier[$0] ?? 0) }),
            "by_rule": Self.members(rules),
            "by_host": .array(
                hosts.map { host in
                    [
                        "id": .string(host.id), "name": names[host.id].map(JSON.string) ?? .null,
                        "count": .number(Double(host.count)),
                    ]
                }
            ),
            "time_to_close": Self.durations(statistics.timeToClose),
            "backlog_age": Self.durations(statistics.backlogAge),
        ]
    }

    private static func members(_ counts: [(name: String, count: Int)]) -> JSON {
        .object(counts.map { JSON.Member($0.name, .number(Double($0.count))) })
    }

    private static func durations(_ durations: Durations) -> JSON {
        [
            "count": .number(Double(durations.count)),
            "mean_s": durations.mean.map(JSON.number) ?? .null,
            "median_s": durations.median.map(JSON.number) ?? .null,
            "p90_s": durations.percentiles([90])?.first.map(JSON.number) ?? .null,
        ]
    }
}

extension StatisticsSheet {
    /// One count of the table.
    private struct Count {
        let group: Words
        let name: String
        let count: Int
    }

    /// Counts as a table, then two lines on how long tickets take and how old the open ones are.
    package func text(in language: Language, style: Style) throws(TableError) -> String {
        let table = try Self.listing.table(counts(in: language), in: language, style: style)
        let figures = style.figures(language)
        return table + "\n" + closing(figures) + "\n" + backlog(figures) + "\n"
    }

    private static var listing: Listing<Count> {
        Listing([
            Column("group", Words(en: "BY", fr: "PAR")) { .term($0.group.en, $0.group) },
            Column("name", Words(en: "WHICH", fr: "LEQUEL"), fit: .truncate) { .text($0.name) },
            Column("count", Words(en: "TICKETS", fr: "BILLETS"), alignment: .right) { .number($0.count) },
        ])
    }

    private func counts(in language: Language) -> [Count] {
        let all = Words(en: "all", fr: "tous")
        var counts = [Count(group: all, name: "-", count: statistics.total)]
        func add(_ group: Words, _ name: String, _ count: Int?) {
            if let count { counts.append(Count(group: group, name: name, count: count)) }
        }
        for state in Ticket.State.allCases {
            add(Words(en: "state", fr: "état"), state.words[language], statistics.byState[state])
        }
        for severity in Severity.allCases.reversed() {
            add(Words(en: "severity", fr: "gravité"), severity.words[language], statistics.bySeverity[severity])
        }
        for tier in Ticket.tiers {
            add(Words(en: "tier", fr: "niveau"), Ticket.words(tier: tier)[language], statistics.byTier[tier])
        }
        for rule in rules.prefix(Self.most) {
            let words = RuleID(rule.name).flatMap(Catalogue.rule)?.words[language]
            add(Words(en: "rule", fr: "règle"), words.map { "\($0) (\(rule.name))" } ?? rule.name, rule.count)
        }
        for host in hosts.prefix(Self.most) {
            add(Words(en: "host", fr: "poste"), names[host.id] ?? host.id, host.count)
        }
        return counts
    }

    private func closing(_ figures: Figures) -> String {
        guard let mean = statistics.timeToClose.mean, let parts = statistics.timeToClose.percentiles([50, 90]) else {
            return Words(en: "No ticket has been closed.", fr: "Aucun billet n'a été clos.")[figures.language]
        }
        let times = (parts + [mean]).map(figures.duration)
        return Words(
            en: "Time to close: median \(times[0]), 90 % within \(times[1]), mean \(times[2]).",
            fr: "Délai de clôture\u{A0}: médiane \(times[0]), 90\u{A0}% en moins de \(times[1]), moyenne \(times[2])."
        )[figures.language]
    }

    private func backlog(_ figures: Figures) -> String {
        let open = statistics.backlogAge
        guard let median = open.median else {
            return Words(en: "No ticket is open.", fr: "Aucun billet n'est ouvert.")[figures.language]
        }
        let old = open.atLeast(Self.ages).map { figures.number(Double($0)) }
        let (count, age) = (figures.number(Double(open.count)), figures.duration(median))
        return Words(
            en:
                "Open: \(count), median age \(age); \(old[0]) for a day or more, \(old[1]) for 7 days, \(old[2]) for 30.",
            fr: "Ouverts\u{A0}: \(count), âge médian \(age)\u{A0}; \(old[0]) depuis un jour ou plus, "
                + "\(old[1]) depuis 7 jours, \(old[2]) depuis 30."
        )[figures.language]
    }
}
