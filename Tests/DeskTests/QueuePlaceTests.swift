import Desk
import DeskTestSupport
import Health
import Testing

/// The order of the queue.
struct QueuePlaceTests {
    /// In their order.
    private static let places: [QueuePlace] = [
        .due(noon, 9), .due(noon, 10), .due(noon.advanced(by: 1), 1), .undated(.p1, noon, 9), .undated(.p2, longAgo, 1),
        .undated(.p2, noon, 1), .waiting(noon, 1), .waiting(noon, 2), .asleep(1), .asleep(10),
    ]

    @Test func oneComesAfterTheOther() {
        #expect(Self.places.reversed().sorted() == Self.places)
    }

    @Test(arguments: places)
    func aPlaceIsKeptInText(_ place: QueuePlace) {
        #expect(QueuePlace(place.description) == place)
    }

    @Test(arguments: [
        "", "due", "due.1", "due.1.x", "due.x.1", "due.1.2.3", "undated.p9.1.1", "undated.1.1", "waiting.1", "asleep.",
        "asleep.1.1", "due.99999999999999999999.1", ".1.1",
    ])
    func whatIsNoPlaceIsNone(_ text: String) {
        #expect(QueuePlace(text) == nil)
    }

    @Test func aTicketStandsByItsClockOrByWhatItWaitsFor() throws {
        var story = Story()
        story.take(event(.open))
        var ticket = try #require(story.latest)
        #expect(QueuePlace(ticket) == .undated(.p4, noon, 1))
        try story.handle(.wait(for: .parts, nil, until: noon.advanced(by: 60)))
        ticket = try #require(story.latest)
        #expect(QueuePlace(ticket) == .waiting(noon.advanced(by: 60), 1))
        #expect(QueuePlace(ticket).isWaiting)
        ticket.wakesAt = nil
        #expect(QueuePlace(ticket) == .asleep(1))
        ticket.deadlines.responseBy = noon
        #expect(QueuePlace(ticket) == .due(noon, 1), "a clock runs although it waits")
        #expect(!QueuePlace(ticket).isWaiting)
    }

    @Test func theClockThatBreachesFirstIsNamed() {
        var deadlines = Deadlines()
        #expect(deadlines.breachClock == nil)
        deadlines.resolutionBy = noon
        #expect(deadlines.breachClock == .resolution)
        deadlines.responseBy = noon
        #expect(deadlines.breachClock == .response)
    }
}
