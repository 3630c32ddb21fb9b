import Desk
import Health
import Testing

struct HandlingTests {
    @Test func aPersonTakesATicketThroughItsStates() throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.note("looked at it"))
        #expect(story.latest?.state == .open)
        #expect(story.latest?.isTouched == true)
        try story.handle(.pass(toTier: 2, reason: "needs a new battery"))
        try story.handle(.move(to: .pending, reason: "ordered"))
        #expect(story.latest?.tier == 2)
        #expect(story.latest?.state == .pending)
        try story.handle(.move(to: .resolved, reason: "replaced"))
        story.take(event(.open))
        #expect(story.latest?.state == .open, "the fault came back before the ticket was closed")
        try story.handle(.close(reason: "replaced again"))
        #expect(story.latest?.closedBy == .person("operator"))
        try story.handle(.note("the old one is in the workshop"))
        #expect(story.latest?.state == .closed)
    }

    @Test(arguments: [
        Handling.note(""), .pass(toTier: 3, reason: "x"), .pass(toTier: 0, reason: "x"), .pass(toTier: 1, reason: "x"),
        .move(to: .new, reason: "x"), .move(to: .closed, reason: "x"), .move(to: .open, reason: "x"),
    ])
    func whatATicketDoesNotPermitIsRefused(_ handling: Handling) throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.note("looked at it"))
        #expect(throws: DeskError.self) { try story.handle(handling) }
        #expect(story.logs[0].count == 2)
    }

    @Test(arguments: [Handling.close(reason: "x"), .pass(toTier: 2, reason: "x"), .move(to: .pending, reason: "x")])
    func aClosedTicketTakesNotesAlone(_ handling: Handling) throws {
        var story = Story()
        story.take(event(.open))
        try story.handle(.close(reason: "done"))
        let error = #expect(throws: DeskError.self) { try story.handle(handling) }
        #expect(error?.code == .notAllowed)
    }
}
