import Desk
import DeskView
import Health
import Testing

/// Why a ticket stands where it does.
struct QueueReasonTests {
    /// 2026-11-23T12:00:00Z.
    private static let noon = Timestamp(seconds: 1_795_435_200)
    private static let longAgo = Timestamp(milliseconds: 0)

    private static func agreement() throws -> Agreement {
        let office = try ServiceDefaults.office(zone: .utc, validFrom: longAgo)
        let always = try ServiceDefaults.always(validFrom: longAgo)
        return try Agreement(try ServiceDefaults.policy(validFrom: longAgo), [office, always])
    }

    private static func condition(_ impact: Impact = .high, _ severity: Severity = .critical) throws -> Ticket {
        let host = ReportingHost(id: "7b0f", name: "srv-3", impact: impact)
        let opening = Opening(
            from: host,
            key: ConditionKey(Component(.disk, "S1"), "disk.spare"),
            component: "Example SSD",
            measure: Measure(severity: severity, value: 4, limit: 10, unit: .percent),
            since: noon
        )
        let entry = LogEntry(ticket: 1, at: noon, author: .agent, kind: .opened(opening))
        var ticket = try #require(Ticket(log: [entry]))
        ticket.deadlines.responseBy = noon.advanced(by: 1800)
        return ticket
    }

    private static let server = EnrolledHost(id: "7b0f", name: "srv-3", hostClass: .alwaysOn, enrolledAt: noon)

    private static func text(_ ticket: Ticket, _ host: EnrolledHost? = nil, _ language: Language = .en) throws -> String
    {
        QueueReason.text(of: ticket, under: try agreement(), host: host, Figures(language))
    }

    @Test func aConditionStandsByItsSeverityAndItsHost() throws {
        let ticket = try Self.condition()
        #expect(
            try Self.text(ticket, Self.server)
                == "P1 by critical × always on; first response 30 min, at any hour; opened 2026-11-23 12:00 UTC"
        )
        #expect(
            try Self.text(ticket, Self.server, .fr)
                == "P1 par critique × toujours allumé\u{A0}; première réponse 30\u{A0}min, à toute heure\u{A0}; "
                + "ouvert le 2026-11-23 12:00 UTC"
        )
        #expect(try Self.text(ticket).hasPrefix("P1 by critical × the whole organisation;"), "its host is not known")
        var labelled = Self.server
        labelled.label = .high
        #expect(try Self.text(ticket, labelled).hasPrefix("P1 by critical × the whole organisation;"))
    }

    @Test func whoRatedItIsBelieved() throws {
        var ticket = try Self.condition()
        ticket.isRated = true
        ticket.impact = .low
        #expect(try Self.text(ticket, Self.server).hasPrefix("P3 by work has stopped × one person;"))
    }

    @Test func theClockThatBreachesFirstIsExplained() throws {
        var ticket = try Self.condition(.low, .warning)
        #expect(try Self.text(ticket).contains("; first response 7 h 30 min, calendar Office hours (UTC); "))
        ticket.deadlines.responseBy = nil
        ticket.deadlines.resolutionBy = Self.noon
        #expect(try Self.text(ticket).contains("; resolution 75 h, calendar Office hours (UTC); "))
        let unknown = QueueReason.text(of: ticket, under: nil, Figures(.en))
        #expect(unknown.contains("; resolution by 2026-11-23 12:00 UTC; "), "\(unknown)")
    }

    @Test func whatHasNoClockWaitsOrHasNone() throws {
        var ticket = try Self.condition()
        ticket.deadlines.responseBy = nil
        #expect(try Self.text(ticket).contains("; no clock runs; "))
        (ticket.state, ticket.pending) = (.pending, .parts)
        #expect(try Self.text(ticket).contains("; waits for a part; "))
        ticket.wakesAt = Self.noon
        #expect(try Self.text(ticket, nil, .fr).contains("attend une pièce jusqu'au 2026-11-23 12:00 UTC"))
    }
}
