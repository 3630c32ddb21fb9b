import Health
import Report
import Wire

extension HealthReport {
    /// What the agent answered, with a line on its link to the desk.
    init(_ report: ControlReport, link: String) {
        self.init(
            host: report.host,
            time: report.time,
            entries: report.facts.map { Entry($0) },
            conditions: report.conditions.map { open in
                OpenCondition(
                    key: open.standing.key,
                    severity: open.standing.severity,
                    since: open.standing.since,
                    value: open.standing.value,
                    limit: open.standing.limit,
                    unit: open.standing.unit,
                    ticket: open.ticket.flatMap { Int(exactly: $0) },
                    accepted: open.standing.accepted,
                    name: open.standing.name
                )
            },
            link: link
        )
    }
}
