package import Desk
package import Health
package import Report

extension Fleet.Member {
    /// One host as the fleet shows it, be it retired; `report` is what the desk knows of it, `tickets` those that are unfinished.
    package init(_ host: EnrolledHost, _ report: HealthReport, tickets: [Ticket], at now: Timestamp, zone: Zone) {
        // What the desk itself says of the host is in its tickets.
        let told = report.entries.filter { $0.component != Component(.host, host.id) }
        let parts = told.filter { HostVerdict($0.verdict) != .good }.map { entry in
            UnwellPart(
                host: host.id,
                component: entry.component.description,
                name: entry.name,
                verdict: entry.verdict,
                reason: entry.reason
            )
        }
        self.init(host, parts, tickets, at: now, calendar: WorkCalendar(zone: zone))
    }
}
