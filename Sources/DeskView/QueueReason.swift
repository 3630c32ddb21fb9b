package import Desk
package import Health
import Report

/// Why a ticket stands where it does in the queue, in one line.
package enum QueueReason {
    /// `P1 by critical × always on; first response 1 h, calendar Office hours (America/Toronto); opened 2026-11-23 09:18 UTC`.
    ///
    /// `agreement` is what the ticket is bound to, and `host` what it is about, where they are known.
    package static func text(
        of ticket: Ticket,
        under agreement: Agreement?,
        host: EnrolledHost? = nil,
        _ figures: Figures
    ) -> String {
        let opened = figures.time(ticket.openedAt)
        let parts = [
            priority(of: ticket, host), clock(of: ticket, agreement, figures),
            Words(en: "opened \(opened)", fr: "ouvert le \(opened)"),
        ]
        let separator = Words(en: "; ", fr: "\u{A0}; ")
        return parts.map { $0[figures.language] }.joined(separator: separator[figures.language])
    }

    /// A condition that nobody rated has its urgency of its severity, and its impact of its host.
    private static func priority(of ticket: Ticket, _ host: EnrolledHost?) -> Words {
        let severity = ticket.isRated ? nil : ticket.condition?.measure.severity
        let hostClass = host.flatMap { $0.label == nil && $0.hostClass.impact == ticket.impact ? $0.hostClass : nil }
        let urgency = severity?.words ?? ticket.urgency.words
        let impact = (severity == nil ? nil : hostClass?.words) ?? ticket.impact.words
        let name = ticket.priority.rawValue.uppercased()
        return Words(
            en: "\(name) by \(urgency.en) × \(impact.en)",
            fr: "\(name) par \(urgency.fr) × \(impact.fr)"
        )
    }

    /// What the clock that breaches first was promised, or what is waited for.
    private static func clock(of ticket: Ticket, _ agreement: Agreement?, _ figures: Figures) -> Words {
        guard let clock = ticket.deadlines.breachClock, let breach = ticket.deadlines.breachAt else {
            return ticket.state == .pending
                ? waiting(ticket, figures) : Words(en: "no clock runs", fr: "aucune horloge ne court")
        }
        guard let agreement, let seconds = agreement.policy.targets[ticket.priority]?.seconds(of: clock),
            let calendar = agreement.calendar(for: ticket.priority)
        else {
            let time = figures.time(breach)
            return Words(en: "\(clock.words.en) by \(time)", fr: "\(clock.words.fr) avant le \(time)")
        }
        let (span, hours) = (WorkingTime.text(Double(seconds), figures), hours(of: calendar))
        return Words(en: "\(clock.words.en) \(span), \(hours.en)", fr: "\(clock.words.fr) \(span), \(hours.fr)")
    }

    private static func waiting(_ ticket: Ticket, _ figures: Figures) -> Words {
        let reason = (ticket.pending ?? .other).words
        let time = ticket.wakesAt.map(figures.time)
        return Words(
            en: "waits for \(reason.en)" + (time.map { " until \($0)" } ?? ""),
            fr: "attend \(reason.fr)" + (time.map { " jusqu'au \($0)" } ?? "")
        )
    }

    private static func hours(of calendar: BusinessCalendar) -> Words {
        let isAlways =
            calendar.holidays.isEmpty && calendar.hours.count == Weekday.allCases.count
            && calendar.hours.values.allSatisfy { $0 == [.wholeDay] }
        guard !isAlways else { return Words(en: "at any hour", fr: "à toute heure") }
        let name = "\(calendar.name.printable) (\(calendar.zone.identifier))"
        return Words(en: "calendar \(name)", fr: "calendrier \(name)")
    }
}
