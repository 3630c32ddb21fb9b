import Desk
import DeskTestSupport
import Health
import Testing

struct DecisionTests {
    private static let (marie, paul, ines) = (PersonID(1), PersonID(2), PersonID(3))

    /// A request of a person, with two items to tick.
    private static func request() -> Story {
        var story = Story()
        story.file(
            Filing(
                .request,
                organisation: .first,
                title: Prose("new workstation"),
                description: Prose("for the new colleague"),
                requester: ines,
                category: .installation,
                checklist: [Prose("order"), Prose("install")]
            )
        )
        return story
    }

    /// A ticket of a machine on which nobody has worked.
    private static func outage() -> Story {
        var story = Story()
        story.take(event(.open))
        return story
    }

    @Test func aPersonTakesATicketThroughItsStates() throws {
        var story = Self.outage()
        try story.handle(.note("looked at it"))
        #expect(story.latest?.state == .open)
        #expect(story.latest?.isTouched == true)
        try story.handle(.pass(toTier: 2, reason: "needs a new battery"))
        try story.handle(.wait(for: .parts, Prose("ordered"), until: noon.advanced(by: 86_400)))
        #expect(story.latest?.tier == 2)
        #expect(story.latest?.state == .pending)
        #expect(story.latest?.pending == .parts)
        #expect(story.latest?.wakesAt == noon.advanced(by: 86_400))
        try story.handle(.resume(nil))
        #expect(story.latest?.state == .open)
        #expect(story.latest?.pending == nil && story.latest?.wakesAt == nil)
        try story.handle(.solve(cause: "old battery", solution: "replaced"))
        #expect(story.latest?.state == .resolved)
        #expect(story.latest?.resolvedAt == noon)
        story.take(event(.open))
        #expect(story.latest?.state == .open, "the fault came back before the ticket was closed")
        #expect(story.latest?.resolvedAt == nil)
        try story.handle(.close(reason: "replaced again"))
        #expect(story.latest?.closedBy == .local("operator"))
        try story.handle(.note("the old one is in the workshop"))
        #expect(story.latest?.state == .closed)
    }

    @Test func aTicketGoesBackToWhoHadIt() throws {
        var story = Self.request()
        try story.handle(.assign(Self.marie))
        try story.handle(.pass(toTier: 2, reason: "no rights"))
        #expect(story.latest?.assignee == nil)
        try story.handle(.assign(Self.paul))
        try story.handle(.pass(toTier: 1, reason: "done"))
        #expect(story.latest?.assignee == Self.marie)
        try story.handle(.pass(toTier: 2, reason: "not quite"))
        #expect(story.latest?.assignee == Self.paul)
        try story.handle(.pass(toTier: 3, reason: "a bug"))
        #expect(story.latest?.assignee == nil)
        #expect(story.latest?.tier == 3)
    }

    @Test func whatNobodyTookGoesUpWithoutAWordOfIt() throws {
        var story = Self.outage()
        try story.handle(.pass(toTier: 2, reason: "disk"))
        #expect(story.logs[0].map(\.kind.name) == ["opened", "passed"])
    }

    @Test func closingWantsCauseAndSolution() throws {
        var story = Self.request()
        let error = #expect(throws: DeskError.self) { try story.handle(.close(override: nil)) }
        #expect(error?.code == .notAllowed)
        try story.handle(.solve(cause: "none", solution: "installed"))
        try story.handle(.resume(Prose("the screen is missing")))
        #expect(throws: DeskError.self, "it was taken up again") { try story.handle(.close(override: nil)) }
        try story.handle(.solve(cause: "none", solution: "screen brought"))
        try story.handle(.close(override: nil))
        #expect(story.latest?.state == .closed)
        #expect(story.logs[0].last?.kind == .closed(Closing(nil)))
    }

    /// A page shows the reason before anybody tries: without the words that say of a try that it changed nothing.
    @Test func whatIsNotPermittedIsSaidBeforehand() throws {
        var story = Self.request()
        func obstacle(_ action: Action) throws -> Words? {
            let ticket = try #require(story.latest)
            return Decision.obstacle(to: action, on: ticket, log: try #require(story.logs.last), at: noon)
        }
        #expect(try obstacle(.assign(Self.marie)) == nil)
        #expect(try obstacle(.close(override: nil))?.en.hasPrefix("Cause and solution are wanted") == true)
        #expect(try obstacle(.close(override: nil))?.fr.hasPrefix("Il faut la cause et la solution") == true)
        #expect(try obstacle(.resume(nil))?.en == "It is new: only what waits or is resolved is taken up again.")
        try story.handle(.assign(Self.paul))
        #expect(try obstacle(.assign(Self.marie))?.en.hasPrefix("Someone has it.") == true)
        #expect(try obstacle(.assign(Self.marie, instead: true)) == nil)
        try story.handle(.close(reason: "x"))
        for action in [Action.reply(Prose("x")), .wait(for: .parts, nil, until: nil), .rate(.low, .low)] {
            #expect(try obstacle(action)?.en == "It is closed; a new fault opens a new ticket.")
        }
        #expect(try obstacle(.dispute(Prose("x"))) == nil)
    }

    @Test func anOverrideStandsInTheLog() throws {
        var story = Self.request()
        try story.handle(.close(reason: "the user has left"))
        guard case .closed(let closing)? = story.logs[0].last?.kind else {
            Issue.record("not closed")
            return
        }
        #expect(closing.reason == .overridden)
        #expect(closing.text?.text == "the user has left")
    }

    @Test(arguments: [(13.0, true), (14, true), (14.01, false)])
    func aRequesterDisputesForTwoWeeks(days: Double, isAllowed: Bool) throws {
        var story = Self.request()
        try story.handle(.solve(cause: "none", solution: "installed"))
        try story.handle(.close(override: nil))
        story.now = noon.advanced(by: days * 86_400)
        guard isAllowed else {
            #expect(throws: DeskError.self) { try story.handle(.dispute(Prose("no"))) }
            return
        }
        try story.handle(.dispute(Prose("no")), by: .person(Self.ines))
        #expect(story.latest?.state == .open)
        #expect(story.latest?.closedAt == nil && story.latest?.closedBy == nil)
    }

    @Test func aRequestersWordTouchesNothing() throws {
        var story = Self.request()
        try story.handle(.reply(Prose("it is urgent")), by: .person(Self.ines))
        #expect(story.latest?.state == .new)
        try story.handle(.reply(Prose("on its way")), by: .person(Self.marie))
        #expect(story.latest?.state == .open)
    }

    @Test func checklistRatingCategoryAndTimeAddUp() throws {
        var story = Self.request()
        try story.handle(.check(item: 2, isDone: true))
        try story.handle(.check(item: 1, isDone: true))
        try story.handle(.check(item: 2, isDone: false))
        #expect(story.latest?.matter?.done == [1])
        try story.handle(.rate(.high, .low))
        try story.handle(.categorise(.hardware))
        try story.handle(.spend(minutes: 30))
        try story.handle(.spend(minutes: 15))
        let ticket = try #require(story.latest)
        #expect((ticket.impact, ticket.urgency) == (.high, .low))
        #expect(ticket.category == .hardware)
        #expect(ticket.minutes == 45)
    }

    @Test func howPressingAConditionIsFollowsItsSeverityUntilAPersonRatesIt() throws {
        var story = Self.outage()
        #expect(story.latest?.urgency == .medium)
        story.take(event(.update, "ups.on-battery", .critical, 3))
        #expect(story.latest?.urgency == .high)
        try story.handle(.rate(.low, .low))
        story.take(event(.update, "ups.on-battery", .critical, 4))
        #expect(story.latest?.urgency == .low)
    }

    /// A machine's ticket that a technician has acted on is closed by nobody else.
    @Test func anAcceptanceLeavesOpenWhatAPersonWorksOn() throws {
        var story = Self.outage()
        try story.handle(.note("looked at it"))
        var accepted = event(.accept)
        accepted.kind = .accepted(until: Bound(.above, 5))
        story.take(accepted)
        #expect(story.latest?.isOpen == true)
        #expect(story.latest?.accepted == Bound(.above, 5))
        story.take(event(.update, "ups.on-battery", .warning, 4))
        #expect(story.latest?.measure.value == 4)
        #expect(story.logs.count == 1)
    }

    @Test(arguments: [
        Action.note(""), .note(" \n\t"), .note("a\u{0}b"), .note(String(repeating: "x", count: Prose.limit + 1)),
        .pass(toTier: 3, reason: "x"), .pass(toTier: 0, reason: "x"), .pass(toTier: 1, reason: "x"),
        .pass(toTier: .max, reason: "x"), .pass(Pass(toTier: 2, reason: nil)), .pass(toTier: 2, reason: ""),
        .resume(nil), .spend(minutes: 0), .spend(minutes: .max), .check(item: 3, isDone: true),
        .check(item: 0, isDone: true), .check(item: .min, isDone: true), .link(ticket: 1, .related),
        .wait(for: .parts, nil, until: noon), .solve(cause: "", solution: "x"), .dispute(Prose("x")),
        .close(override: nil),
    ])
    func whatATicketDoesNotPermitIsRefused(_ action: Action) throws {
        var story = Self.request()
        try story.handle(.note("looked at it"))
        let error = #expect(throws: DeskError.self) { try story.handle(action) }
        #expect([.notAllowed, .badText].contains(error?.code))
        #expect(story.logs[0].count == 2)
    }

    @Test(arguments: [
        Action.close(reason: "x"), .pass(toTier: 2, reason: "x"), .wait(for: .parts, nil, until: nil), .resume(nil),
        .assign(PersonID(1)), .rate(.low, .low), .solve(cause: "x", solution: "y"), .reply(Prose("x")),
    ])
    func aClosedTicketIsNotWorkedOn(_ action: Action) throws {
        var story = Self.request()
        try story.handle(.close(reason: "done"))
        let error = #expect(throws: DeskError.self) { try story.handle(action) }
        #expect(error?.code == .notAllowed)
    }

    @Test(arguments: [Action.reply(Prose("x")), .dispute(Prose("x")), .check(item: 1, isDone: true)])
    func nobodyIsSpokenToOnAMachinesTicket(_ action: Action) throws {
        var story = Self.outage()
        #expect(throws: DeskError.self) { try story.handle(action) }
    }
}
