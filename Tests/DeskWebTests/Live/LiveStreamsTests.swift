import Desk
import Testing

@testable import DeskWeb

struct LiveStreamsTests {
    private var streams = LiveStreams()
    private let reader = LiveSample.reader()

    /// What a change says to a technician of its tier whose it is not.
    private static func told(_ sequence: Int64) -> String {
        """
        id: \(sequence)
        event: change
        data: {"ticket":118,"state":"open","tier":1,"tabs":["tier","unassigned","all"],"move":false,"mine":false,\
        "urgent":false,"own":false}


        """
    }

    @Test mutating func whatHappensIsTold() {
        let id = streams.begun(reader)
        #expect(streams.next(id, at: 0) == .wait)
        #expect(streams.publish(LiveSample.changes(LiveSample.change(101), LiveSample.change(102))) == [id])
        #expect(streams.next(id, at: 0) == .write(Self.told(101) + Self.told(102)))
        #expect(streams.next(id, at: 0) == .wait)
        #expect(streams.publish(LiveSample.changes(LiveSample.change(102))).isEmpty, "it is told once")
    }

    @Test mutating func aChangeSaysWhatItMeansToItsReader() {
        let id = streams.begun(reader)
        let change = LiveSample.change(
            101,
            .assigned(reader.account.person),
            by: .person(reader.account.person),
            assignee: 7,
            state: .pending,
            tier: 2,
            isUrgent: true
        )
        _ = streams.publish(LiveSample.changes(change))
        let data =
            #"{"ticket":118,"state":"pending","tier":2,"tabs":["mine","paused","all"],"move":true,"mine":true,"urgent":true,"own":true}"#
        #expect(streams.said(id) == "id: 101\nevent: change\ndata: \(data)\n\n")
    }

    @Test mutating func aSolvedTicketIsInNoTab() {
        let id = streams.begun(reader)
        _ = streams.publish(LiveSample.changes(LiveSample.change(101, assignee: 7, state: .resolved)))
        #expect(streams.said(id).contains(#""tabs":[]"#))
    }

    /// Neither of another organisation, nor of what the desk says among itself of a requester's ticket.
    @Test(arguments: [
        (LiveSample.reader(), LiveSample.change(101, organisation: LiveSample.other), false),
        (LiveSample.reader(), LiveSample.change(101), true),
        (LiveSample.reader(1, .requester), LiveSample.change(101, .replied(Prose("x"))), false),
        (LiveSample.reader(1, .requester), LiveSample.change(101, .replied(Prose("x")), requester: 8), false),
        (LiveSample.reader(1, .requester), LiveSample.change(101, .replied(Prose("x")), requester: 7), true),
        (LiveSample.reader(1, .requester), LiveSample.change(101, .noted(Note(Prose("x"))), requester: 7), false),
        (LiveSample.reader(1, .requester), LiveSample.change(101, .assigned(PersonID(9)), requester: 7), false),
    ])
    mutating func nobodyLearnsOfWhatTheyDoNotSee(reader: LiveReader, change: TicketChange, isTold: Bool) {
        let id = streams.begun(reader)
        #expect(streams.publish(LiveSample.changes(change)) == (isTold ? [id] : []))
        #expect(streams.said(id).contains("118") == isTold)
    }

    /// The account is as it is now, not as it was when the stream began.
    @Test mutating func aRoleThatIsTakenAwayTakesTheTicketsAway() {
        let id = streams.begun(reader)
        let account = LiveSample.account(.technician, in: LiveSample.other)
        #expect(streams.keep([1: account], of: [1]).isEmpty)
        #expect(streams.publish(LiveSample.changes(LiveSample.change(101))).isEmpty)
        let foreign = LiveSample.change(102, organisation: LiveSample.other)
        #expect(streams.publish(LiveSample.changes(foreign)) == [id])
    }

    @Test mutating func aSessionThatHasEndedEndsItsStreams() {
        let (one, two) = (streams.begun(LiveSample.reader(1)), streams.begun(LiveSample.reader(2)))
        // A session that began after the store was asked is not among its answers.
        let late = streams.begun(LiveSample.reader(3))
        _ = streams.publish(LiveSample.changes(LiveSample.change(101)))
        #expect(streams.keep([2: LiveSample.account()], of: [1, 2]) == [one])
        #expect(streams.next(one, at: 0) == .end("event: ended\ndata: {}\n\n"), "and nothing is told before")
        for id in [two, late] { #expect(streams.said(id) == Self.told(101)) }
        streams.close(one)
        #expect(streams.sessions == [2, 3])
    }

    @Test mutating func shuttingDownEndsAllAndLetsNobodyIn() {
        let id = streams.begun(reader)
        #expect(streams.shutDown() == [id])
        #expect(streams.next(id, at: 0) == .end(""))
        #expect(streams.open(reader, after: nil, last: 100, at: 0) == nil)
    }

    @Test mutating func theOldestStreamOfASessionGivesWay() throws {
        let ids = (0..<LiveStreams.sessionLimit).map { _ in streams.begun(reader) }
        let other = streams.begun(LiveSample.reader(2))
        let begun = streams.open(reader, after: nil, last: 100, at: 0)
        let opened = try #require(begun)
        #expect(opened.wake == [ids[0]])
        #expect(streams.next(ids[0], at: 0) == .end(""))
        for id in ids.dropFirst() + [other] { #expect(streams.next(id, at: 0) == .wait) }
    }

    @Test mutating func thereAreOnlySoMany() {
        for session in 1...LiveStreams.limit { _ = streams.begun(LiveSample.reader(Int64(session))) }
        #expect(streams.isFull)
        #expect(streams.open(LiveSample.reader(0), after: nil, last: 100, at: 0) == nil)
    }
}
