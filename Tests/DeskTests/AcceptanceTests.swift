import DeskTestSupport
import Desk
import Health
import Testing

/// What a person accepts stays in the log and opens no ticket until it is worse.
struct AcceptanceTests {
    private static let rule: RuleID = "disk.reallocated-sectors"

    private static func accept(_ bound: Bound?, _ value: Double = 8) -> Signal {
        let event = Event(
            .accept,
            ConditionKey(Component(.disk, "S1"), rule),
            severity: .warning,
            value: value,
            unit: .count,
            at: Moment(time: noon, uptime: later(), boot: "b"),
            acceptance: Acceptance(until: bound, by: "root")
        )
        return Signal(event, from: reporter)
    }

    private static func snapshot(_ value: Double, _ accepted: Bound?) -> Signal? {
        var signal = standing(.open, rule, .warning, value)
        signal?.accepted = accepted
        return signal
    }

    /// A story in which 8 sectors are accepted until there are more than 12.
    private static func accepted() -> Story {
        var story = Story()
        story.take(event(.open, rule, .warning, 8))
        story.take(accept(Bound(.above, 12)))
        return story
    }

    @Test func anAcceptanceClosesTheTicketAndSaysWhoAcceptedWhat() {
        let story = Self.accepted()
        #expect(story.latest?.state == .closed)
        #expect(story.latest?.closedBy == .local("root@ws-17"))
        #expect(story.latest?.accepted == Bound(.above, 12))
        #expect(story.logs[0].map(\.kind.name) == ["opened", "accepted", "closed"])
    }

    @Test(arguments: [Event.Kind.update, .open])
    func nothingWithinTheBoundOpensATicket(kind: Event.Kind) {
        var story = Self.accepted()
        story.take(event(kind, Self.rule, .critical, 12))
        story.take(Self.snapshot(11, Bound(.above, 12)))
        #expect(story.logs.count == 1)
        #expect(story.latest?.state == .closed)
        #expect(story.latest?.measure.value == 11)
    }

    @Test func whatWentAwayAndComesBackWithinTheBoundOpensNone() {
        var story = Self.accepted()
        story.take(event(.clear, Self.rule, .warning, 0))
        #expect(story.latest?.isRecovered == true)
        story.take(event(.open, Self.rule, .warning, 9))
        #expect(story.logs.count == 1)
        #expect(story.latest?.isOpen == false)
        #expect(story.latest?.isRecovered == false)
    }

    @Test(arguments: [Event.Kind.update, .open])
    func whatIsBeyondTheBoundOpensANewTicketOnce(kind: Event.Kind) {
        var story = Self.accepted()
        story.take(event(kind, Self.rule, .warning, 13))
        #expect(story.logs.count == 2)
        #expect(story.latest?.isOpen == true)
        #expect(story.latest?.accepted == nil)
        story.take(event(.update, Self.rule, .warning, 14))
        #expect(story.logs.count == 2)
    }

    @Test func aSnapshotBeyondTheBoundOpensANewTicket() {
        var story = Self.accepted()
        story.take(Self.snapshot(13, nil))
        #expect(story.logs.count == 2)
        // Nor does a host that has not yet noticed close it again.
        story.take(Self.snapshot(13, Bound(.above, 12)))
        #expect(story.logs.count == 2 && story.latest?.isOpen == true)
    }

    /// The desk was restored from a backup, or the event was dropped.
    @Test func anAcceptanceThatTheDeskMissedComesWithTheSnapshot() {
        var story = Story()
        story.take(event(.open, Self.rule, .warning, 8))
        let snapshot = Self.snapshot(8, Bound(.above, 12))
        story.take(snapshot)
        #expect(story.latest?.isOpen == false)
        #expect(story.latest?.accepted == Bound(.above, 12))
        let entries = story.logs[0].count
        story.take(snapshot)
        #expect(story.logs[0].count == entries)
    }

    /// The event that took it back was dropped: nobody would ever hear of it again.
    @Test func aWithdrawalThatTheDeskMissedComesWithTheSnapshot() {
        var story = Self.accepted()
        story.take(Self.snapshot(9, nil))
        #expect(story.latest?.isOpen == true && story.latest?.accepted == nil)
        #expect(story.logs.count == 1)
    }

    /// The value went on while the word was on its way, and then it came a second time by another journal.
    @Test func aWordThatTheValueHasOvertakenClosesNothing() {
        var story = Story()
        story.take(event(.open, Self.rule, .warning, 8))
        story.take(event(.update, Self.rule, .warning, 13))
        story.take(Self.accept(Bound(.above, 12)))
        #expect(story.latest?.isOpen == true && story.latest?.accepted == nil)
        var told = Self.accepted()
        let entries = told.logs[0].count
        told.take(Self.accept(Bound(.above, 12)))
        #expect(told.logs[0].count == entries)
    }

    /// A poll and a person at the same time: whichever is written first, the value counts.
    @Test func anEventThatWasSeenBeforeTheWordAndCameAfterItIsTaken() {
        var story = Story()
        story.take(event(.open, Self.rule, .warning, 8))
        let worse = event(.update, Self.rule, .warning, 13)
        story.take(Self.accept(Bound(.above, 12)))
        story.take(worse)
        #expect(story.logs.count == 2 && story.latest?.isOpen == true)
    }

    @Test func takenBackItOpensTheTicketOfWhatStands() {
        var story = Self.accepted()
        story.take(Self.accept(nil, 9))
        #expect(story.latest?.isOpen == true)
        #expect(story.latest?.accepted == nil)
        #expect(story.latest?.measure.value == 9)
        #expect(story.logs.count == 1)
    }

    @Test func takenBackOfWhatWentAwayItOpensNothing() {
        var story = Self.accepted()
        story.take(event(.clear, Self.rule, .warning, 0))
        story.take(Self.accept(nil))
        #expect(story.latest?.isOpen == false)
        story.take(event(.open, Self.rule, .warning, 9))
        #expect(story.latest?.isOpen == true)
    }

    @Test func aConditionThatTheDeskNeverHeardOfIsKeptClosed() {
        var story = Story()
        story.take(Self.accept(nil))
        #expect(story.logs.isEmpty)
        story.take(Self.accept(Bound(.above, 12)))
        #expect(story.logs[0].map(\.kind.name) == ["opened", "accepted", "closed"])
        #expect(story.latest?.isOpen == false)
    }

    @Test(arguments: ["value > 12", "value < -0.5", "value > 1e+300"])
    func boundsAreReadAsTheyAreWritten(text: String) throws {
        let bound = try #require(Bound(text))
        #expect(Bound(bound.description) == bound)
    }

    @Test(arguments: [
        "", "value", "value >", "value >= 3", "12", "value = 3", "value > nan", "value > inf", "value > x",
    ])
    func otherTextsAreNoBounds(text: String) {
        #expect(Bound(text) == nil)
    }
}
