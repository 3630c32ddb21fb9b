import Desk
import Testing

@testable import DeskWeb

/// Streams that come back after a break, and readers who are slow or gone.
struct LiveBreakTests {
    private var streams = LiveStreams()
    private let reader = LiveSample.reader()

    private static func ids(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.map { String($0.dropFirst(4)) }
    }

    @Test mutating func theFirstBeginsAtTheLogsEnd() throws {
        let begun = streams.open(reader, after: nil, last: 100, at: 0)
        let opened = try #require(begun)
        #expect(opened.missed == nil)
        #expect(streams.said(opened.id) == "id: 100\n\n")
        #expect(streams.position == 100)
    }

    @Test mutating func whoComesBackGoesOnWhereTheyWere() throws {
        let begun = streams.open(reader, after: 97, last: 100, at: 0)
        let opened = try #require(begun)
        #expect(opened.missed == 97)
        // Others are told what happens meanwhile; this one waits for what comes before it.
        let other = streams.begun(LiveSample.reader(2))
        #expect(streams.publish(LiveSample.changes(LiveSample.change(101))) == [other])
        let first = LiveSample.changes(LiveSample.change(98), LiveSample.change(99), hasMore: true)
        #expect(streams.join(opened.id, first) == 99)
        #expect(streams.join(opened.id, LiveSample.changes(LiveSample.change(100), LiveSample.change(101))) == nil)
        #expect(Self.ids(streams.said(opened.id)) == ["97", "98", "99", "100", "101"])
        #expect(streams.publish(LiveSample.changes(LiveSample.change(102))).sorted() == [opened.id, other].sorted())
    }

    /// The log is read a little later than the hub has told it: that is told once, by the hub.
    @Test mutating func nothingIsToldTwice() throws {
        let begun = streams.open(reader, after: 99, last: 100, at: 0)
        let opened = try #require(begun)
        #expect(streams.join(opened.id, LiveSample.changes(LiveSample.change(100), LiveSample.change(101))) == nil)
        #expect(Self.ids(streams.said(opened.id)) == ["99", "100"])
        #expect(streams.publish(LiveSample.changes(LiveSample.change(101))) == [opened.id])
        #expect(Self.ids(streams.said(opened.id)) == ["101"])
    }

    /// A page that was made after the hub's last look has seen what the hub has yet to tell.
    @Test mutating func whatAPageHasSeenIsNotToldToIt() throws {
        _ = streams.begun(LiveSample.reader(2))
        let begun = streams.open(reader, after: 103, last: 103, at: 0)
        let opened = try #require(begun)
        #expect(opened.missed == nil)
        _ = streams.said(opened.id)
        #expect(
            !streams.publish(LiveSample.changes(LiveSample.change(102), LiveSample.change(103))).contains(opened.id)
        )
        #expect(streams.publish(LiveSample.changes(LiveSample.change(104))).contains(opened.id))
    }

    /// Too long ago, of a log that was longer before it was restored, or nonsense.
    @Test(arguments: [0, 8999, 10_001, .max, -1, .min] as [Int64])
    mutating func whoMissedTooMuchReadsItAgain(known: Int64) throws {
        let begun = streams.open(reader, after: known, last: 10_000, at: 0)
        let opened = try #require(begun)
        #expect(opened.missed == nil)
        #expect(streams.said(opened.id) == "id: 10000\nevent: reload\ndata: {}\n\n")
        #expect(streams.publish(LiveSample.changes(LiveSample.change(10_001))) == [opened.id])
        #expect(Self.ids(streams.said(opened.id)) == ["10001"])
    }

    @Test mutating func aBreakThatIsJustShortEnoughIsFilledIn() throws {
        let begun = streams.open(reader, after: 9000, last: 10_000, at: 0)
        let opened = try #require(begun)
        #expect(opened.missed == 9000)
    }

    @Test mutating func whoReadsSlowlyKeepsLittleWaitingAndReadsAllAgain() {
        let (slow, quick) = (streams.begun(reader), streams.begun(LiveSample.reader(2)))
        var end: Int64 = 100
        for _ in 0..<200 {
            end += 1
            _ = streams.publish(LiveSample.changes(LiveSample.change(end)))
            #expect(Self.ids(streams.said(quick)) == ["\(end)"])
        }
        #expect(streams.next(slow, at: 0) == .write("id: \(end)\nevent: reload\ndata: {}\n\n"))
        #expect(streams.next(slow, at: 0) == .wait)
        _ = streams.publish(LiveSample.changes(LiveSample.change(end + 1)))
        #expect(Self.ids(streams.said(slow)) == ["\(end + 1)"])
    }

    @Test mutating func noMoreWaitsThanTheLimit() {
        let id = streams.begun(reader)
        for sequence in 101...160 { _ = streams.publish(LiveSample.changes(LiveSample.change(Int64(sequence)))) }
        #expect(streams.said(id).utf8.count <= LiveStream.limit)
    }

    @Test mutating func whoTakesNothingIsCut() {
        let id = streams.begun(reader)
        _ = streams.publish(LiveSample.changes(LiveSample.change(101)))
        guard case .write = streams.next(id, at: 5) else {
            Issue.record("there is nothing to write")
            return
        }
        #expect(streams.stuck(at: 5 + LiveStreams.patience - 0.1).isEmpty)
        #expect(streams.stuck(at: 5 + LiveStreams.patience) == [id])
        // What was written is gone.
        #expect(streams.next(id, at: 36) == .wait)
        #expect(streams.stuck(at: 1000).isEmpty)
    }

    @Test mutating func aSilentStreamSaysThatItIsThere() {
        let id = streams.begun(reader)
        #expect(streams.beat(at: LiveStreams.pulse - 0.1).isEmpty)
        #expect(streams.beat(at: LiveStreams.pulse) == [id])
        #expect(streams.said(id, at: LiveStreams.pulse) == ": still here\n\n")
        #expect(streams.beat(at: LiveStreams.pulse + 1).isEmpty)
        #expect(streams.beat(at: 2 * LiveStreams.pulse) == [id])
    }
}
