package import Desk
package import Health
package import Report

/// What the desk has of one host: the latest facts, and the tickets that are open.
package struct HostRecord: Sendable {
    private let host: EnrolledHost
    private let facts: [Fact]
    private let tickets: [Ticket]

    package init(_ host: EnrolledHost, facts: [Fact], tickets: [Ticket]) {
        self.host = host
        self.facts = facts
        self.tickets = tickets
    }

    package func report(at now: Timestamp, in language: Language) -> HealthReport {
        let conditions = tickets.compactMap(HealthReport.OpenCondition.init(ticket:))
        return HealthReport(
            host: host.name,
            time: now,
            entries: facts.map(HealthReport.Entry.init) + own(conditions),
            conditions: conditions,
            link: freshness(at: now, Figures(language))
        )
    }

    /// The report in the shape of `vigie report --json`, and what only the desk can say.
    package func json(of report: HealthReport, in language: Language) -> JSON {
        guard case .object(let members) = report.json(in: language) else { return .null }
        let added = [
            JSON.Member("id", .string(host.id)),
            JSON.Member("last_seen", .string(host.lastSeen.description)),
            JSON.Member("retired_at", host.retiredAt.map { .string($0.description) } ?? .null),
        ]
        return .object(members + added)
    }

    /// The host as a whole, where the desk itself has something to say of it: no fact names it then.
    private func own(_ conditions: [HealthReport.OpenCondition]) -> [HealthReport.Entry] {
        let component = Component(.host, host.id)
        let severities = conditions.filter { $0.key.component == component }.map(\.severity)
        guard !severities.isEmpty, !facts.contains(where: { $0.component == component }) else { return [] }
        let verdict = Verdict.of(nil, open: severities)
        return [HealthReport.Entry(component, name: host.name, verdict: verdict, readAt: host.lastSeen)]
    }

    /// When the host was last heard, and how old its facts are.
    private func freshness(at now: Timestamp, _ figures: Figures) -> String {
        let seen = figures.age(of: host.lastSeen, at: now)
        let heard = Words(en: "Last seen \(seen)", fr: "Vu la dernière fois \(seen)")[figures.language]
        let ages = facts.compactMap { HealthReport.Entry($0).readAt }.map { max(0, now.seconds(since: $0)) }
        let read: String =
            if let newest = ages.min().map(figures.duration), let oldest = ages.max().map(figures.duration) {
                newest == oldest
                    ? Words(en: "readings \(newest) old", fr: "mesures datant de \(newest)")[figures.language]
                    : Words(
                        en: "readings \(newest) to \(oldest) old",
                        fr: "mesures datant de \(newest) à \(oldest)"
                    )[figures.language]
            } else {
                Words(en: "no readings yet", fr: "pas encore de mesures")[figures.language]
            }
        let retired = host.retiredAt.map { time in
            Words(en: "retired ", fr: "retiré ")[figures.language] + figures.age(of: time, at: now)
        }
        return [heard, read, retired].compactMap { $0 }.joined(separator: ", ") + "."
    }
}

extension HealthReport.OpenCondition {
    /// The condition of an open ticket; nil when it is gone although the ticket is open.
    fileprivate init?(ticket: Ticket) {
        guard let condition = ticket.condition, !condition.isRecovered, let key = ConditionKey(condition.key) else {
            return nil
        }
        self.init(
            key: key,
            severity: condition.measure.severity,
            since: condition.since,
            value: condition.measure.value,
            limit: condition.measure.limit,
            unit: condition.measure.unit,
            ticket: Int(exactly: ticket.number),
            name: condition.component
        )
    }
}
