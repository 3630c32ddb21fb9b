import DeskTestSupport
import Desk
import Health
import Testing

struct WorkflowTests {
    @Test func repetitionsAreOccurrencesOfOneTicket() {
        var story = Story()
        story.take(event(.open))
        story.take(event(.open, "ups.on-battery", .critical, 3))
        #expect(story.logs.count == 1)
        #expect(story.latest?.count == 2)
        #expect(story.latest?.measure == measure(.critical, 3))
        #expect(story.latest?.state == .new)
    }

    /// What hung in a journal may be told by another one first, and come at last when newer things are known.
    @Test func whatIsNoLaterThanTheLastEventCausesNothing() {
        var story = Story()
        let (opened, cleared, again) = (event(.open), event(.clear), event(.open))
        for event in [opened, cleared, again] { story.take(event) }
        let entries = story.logs[0].count
        for event in [again, opened, cleared] { story.take(event) }
        #expect(story.logs.count == 1)
        #expect(story.logs[0].count == entries)
        #expect(story.latest?.isOpen == true)
        #expect(story.latest?.count == 2)
        // After a restart of the machine its clock begins anew.
        var restarted = cleared
        restarted.seenAt = HostInstant(boot: "another", uptime: 1)
        story.take(restarted)
        #expect(story.latest?.state == .closed)
    }

    @Test func aHostThatDoesNotKnowItsStartIsBelieved() {
        var story = Story()
        var opened = event(.open)
        opened.seenAt = nil
        for _ in 1...2 { story.take(opened) }
        #expect(story.latest?.count == 2)
    }

    @Test func recoveryClosesWhatNobodyTouched() {
        var story = Story()
        story.take(event(.open))
        story.take(event(.clear, "ups.on-battery", .warning, 0))
        #expect(story.latest?.state == .closed)
        #expect(story.latest?.closedBy == .desk)
        #expect(story.latest?.isRecovered == true)
        #expect(story.latest?.measure.value == 0)
    }

    @Test func recoveryIsOnlyLoggedWhereAPersonWrote() throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.note("called the site"))
        story.take(event(.clear))
        #expect(story.latest?.state == .open)
        #expect(story.latest?.isRecovered == true)
        story.take(event(.clear))
        #expect(story.logs[0].count == 3, "a second recovery is no news")
    }

    @Test(arguments: [("disk.wear" as RuleID, true), ("disk.from-the-future", false), ("updates.reboot", false)])
    func recoveryLeavesOpenWhatCannotHeal(_ rule: RuleID, _ staysOpen: Bool) {
        var story = Story()
        story.take(event(.open, rule))
        story.take(event(.clear, rule))
        #expect(story.latest?.isOpen == staysOpen)
        #expect(story.latest?.isRecovered == true)
    }

    @Test(arguments: [(3599.0, 1), (3600, 2), (-86_400, 1)])
    func soonAfterAnAutomaticClosingTheSameTicketOpens(_ pause: Double, _ tickets: Int) {
        var story = Story()
        story.take(event(.open))
        story.take(event(.clear))
        story.now = noon.advanced(by: pause)
        story.take(event(.open))
        #expect(story.logs.count == tickets)
        #expect(story.latest?.state == .new)
        #expect(story.latest?.closedAt == nil)
        #expect(story.latest?.isRecovered == false)
        #expect(story.logs[0].count == (tickets == 1 ? 4 : 3))
    }

    @Test func whatAPersonClosedIsNotReopened() throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.close(reason: "replaced"))
        story.take(event(.open))
        #expect(story.logs.count == 2)
    }

    @Test(arguments: [
        ("ups.on-battery" as RuleID, Severity.warning, 5.0, 1), ("ups.on-battery", .warning, 4, 1),
        ("ups.on-battery", .warning, 6, 2), ("ups.on-battery", .critical, 1, 2), ("ups.on-battery", .info, 9, 1),
        ("disk.spare", .warning, 6, 1), ("disk.spare", .warning, 4, 2), ("ups.from-the-future", .warning, 6, 2),
    ])
    func aSnapshotReopensWhatAPersonClosedOnlyWhenWorse(
        _ rule: RuleID,
        _ severity: Severity,
        _ value: Double,
        _ tickets: Int
    ) throws {
        let opened = event(.open, rule, .warning, 5)
        for signal in [standing(.open, rule, severity, value), event(.update, rule, severity, value)] {
            var story = Story()
            story.take(opened)
            try story.handle(.close(reason: "accepted"))
            story.take(signal)
            #expect(story.logs.count == tickets)
        }
    }

    @Test func afterARecoveryASnapshotIsANewFault() throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.close(reason: "accepted"))
        story.take(event(.clear, "ups.on-battery", .warning, 0))
        #expect(story.latest?.state == .closed)
        story.take(standing(.open))
        #expect(story.logs.count == 2)
    }

    @Test func aSnapshotOpensWhatTheDeskDoesNotHold() {
        var story = Story()
        story.take(standing(.open))
        #expect(story.latest?.count == 1)
        story.take(standing(.open))
        #expect(story.logs[0].count == 1, "nothing new, nothing written")
        story.take(standing(.open, "ups.on-battery", .warning, 2))
        #expect(story.latest?.count == 1)
        #expect(story.latest?.measure.value == 2)
        story.take(standing(.unknown))
        #expect(story.latest?.isOpen == true)
        story.take(standing(.clear))
        #expect(story.latest?.isOpen == false)
    }

    @Test func aClearingWithoutATicketIsNothing() {
        var story = Story()
        story.take(event(.clear))
        story.take(standing(.clear))
        #expect(story.logs.isEmpty)
    }

    @Test func silenceIsOneTicketAndAGapIsAnOccurrence() {
        for (condition, count) in [(DeskCondition.silent, 1), (.gap, 2), (.identity, 2)] {
            var story = Story()
            let raised = Signal(raising: condition, of: reporter, at: noon)
            story.take(raised)
            story.take(raised)
            #expect(story.logs.count == 1)
            #expect(story.latest?.count == count)
            #expect(story.latest?.key == "host/7b0f/\(condition.rawValue)")
            story.take(Signal(clearing: condition, of: reporter, at: noon))
            #expect(story.latest?.isOpen == false)
        }
    }
}
