import Desk
import DeskTestSupport
import Health
import Testing

/// Work on a machine from afar, as a ticket's log tells it.
struct SupportTests {
    private static let ssh = Support(by: "ssh", isAgreed: true, consent: Prose("Inès, by telephone"))

    /// A machine's ticket that is reached by ssh with entry 7.
    private static func reached() throws -> (ticket: Ticket, log: [LogEntry]) {
        var story = Story()
        story.take(event(.open))
        try story.handle(.reach(ssh))
        var log = story.logs[0]
        log[log.count - 1].sequence = 7
        return (try #require(Ticket(log: log)), log)
    }

    private static func code(_ action: Action, _ ticket: Ticket, _ log: [LogEntry]) -> DeskError.Code? {
        do {
            _ = try Decision.entries(for: action, on: ticket, log: log, at: noon)
            return nil
        } catch { return error.code }
    }

    @Test func itBeginsWithConsent() throws {
        let (ticket, log) = try Self.reached()
        #expect(log.last?.kind == .reached(Self.ssh))
        #expect(ticket.isTouched && ticket.state == .open)
        #expect(History(log).reaches.map(\.support) == [Self.ssh])
        let silent = Support(by: "ssh", isAgreed: false, consent: Prose(" "))
        #expect(Self.code(.reach(silent), ticket, log) == .badText, "without consent a reason is wanted")
    }

    @Test(arguments: [(20.0, 1), (60, 1), (61, 2), (-500, 1), (1e9, 7 * 24 * 60)])
    func itsLengthIsTimeSpent(seconds: Double, minutes: Int) throws {
        let (ticket, log) = try Self.reached()
        let end = Action.leave(session: 7, minutes: nil)
        let kinds = try Decision.entries(for: end, on: ticket, log: log, at: noon.advanced(by: seconds))
        #expect(kinds == [.left(SupportEnd(of: 7, by: "ssh", minutes: minutes)), .timed(minutes: minutes)])
    }

    @Test func thePersonKnowsBetterHowLongItTook() throws {
        let (ticket, log) = try Self.reached()
        let later = noon.advanced(by: 3600)
        let end = Action.leave(session: 7, minutes: 5)
        let kinds = try Decision.entries(for: end, on: ticket, log: log, at: later)
        #expect(kinds == [.left(SupportEnd(of: 7, by: "ssh", minutes: 60)), .timed(minutes: 5)])
        for minutes in [0, -1, Decision.longestSpan + 1] {
            #expect(Self.code(.leave(session: 7, minutes: minutes), ticket, log) == .notAllowed)
        }
    }

    @Test func itEndsOnce() throws {
        var (ticket, log) = try Self.reached()
        #expect(Self.code(.leave(session: 8, minutes: nil), ticket, log) == .notAllowed)
        let end = LogEntry.Kind.left(SupportEnd(of: 7, by: "ssh", minutes: 1))
        log.append(LogEntry(sequence: 9, ticket: 1, at: noon, author: .local("operator"), kind: end))
        ticket = try #require(Ticket(log: log))
        #expect(History(log).reaches.isEmpty)
        #expect(Self.code(.leave(session: 7, minutes: nil), ticket, log) == .notAllowed)
    }

    @Test func itWantsAMachineAndAnOpenTicket() throws {
        var story = Story()
        story.file(Filing(.incident, organisation: .first, title: Prose("no mail")))
        #expect(throws: DeskError.self) { try story.handle(.reach(Self.ssh)) }
        story.take(event(.open))
        try story.handle(.close(reason: "gone"))
        #expect(throws: DeskError.self) { try story.handle(.reach(Self.ssh)) }
    }
}
