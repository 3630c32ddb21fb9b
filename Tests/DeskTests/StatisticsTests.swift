import DeskTestSupport
import Desk
import Health
import Testing

struct StatisticsTests {
    /// A ticket opened that many seconds after noon and closed after that many more.
    private func ticket(_ rule: RuleID, at start: Double, closedAfter seconds: Double?) -> Ticket? {
        var log = [LogEntry(ticket: 1, at: noon.advanced(by: start), author: .agent, kind: .opened(opening(rule)))]
        if let seconds {
            let end = noon.advanced(by: start + seconds)
            log.append(LogEntry(ticket: 1, at: end, author: .desk, kind: .closed(Closing(.recovered))))
        }
        return Ticket(log: log)
    }

    @Test func countsAndDurations() {
        let closed = [10.0, 20, 30, 40].compactMap { ticket("ups.on-battery", at: 0, closedAfter: $0) }
        let open = [0.0, 50].compactMap { ticket("disk.wear", at: $0, closedAfter: nil) }
        let statistics = Statistics(of: closed + open, at: noon.advanced(by: 100))
        #expect(statistics.total == 6)
        #expect(statistics.byState == [.closed: 4, .new: 2])
        #expect(statistics.bySeverity == [.warning: 6])
        #expect(statistics.byRule == ["ups.on-battery": 4, "disk.wear": 2])
        #expect(statistics.byHost == ["7b0f": 6])
        #expect(statistics.byTier == [1: 6])
        #expect(statistics.timeToClose.mean == 25)
        #expect(statistics.timeToClose.median == 20)
        #expect(statistics.timeToClose.percentiles([0, 25, 26, 90, 100]) == [10, 10, 20, 40, 40])
        #expect(statistics.backlogAge.count == 2)
        #expect(statistics.backlogAge.atLeast([0, 50, 51, 101]) == [2, 2, 1, 0])
    }

    @Test func noTicketsHaveNoDurations() {
        let statistics = Statistics(of: [], at: noon)
        #expect(statistics.total == 0)
        #expect(statistics.timeToClose.mean == nil)
        #expect(statistics.timeToClose.median == nil)
    }

    @Test func aClockThatWasSetBackMakesNoNegativeDuration() {
        let tickets = [ticket("disk.wear", at: 0, closedAfter: -50)].compactMap { $0 }
        #expect(Statistics(of: tickets, at: noon).timeToClose.mean == 0)
    }
}
