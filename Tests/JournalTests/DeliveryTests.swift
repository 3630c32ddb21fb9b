import Health
import Testing
import Wire

@testable import Journal

struct DeliveryTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func anEmptyJournalSaysSo() throws {
        let head = try folder.open().head()
        #expect((head.first, head.last, head.base, head.replaces) == (1, 0, .start, nil))
        #expect(!head.isVolatile)
    }

    @Test func entriesComeInOrderAndInPortions() throws {
        let journal = try folder.open()
        try journal.record(events: 10)
        #expect(try journal.entries(from: 4, limit: 3).map(\.number) == [4, 5, 6])
        #expect(try journal.entries(from: 9, limit: 100).map(\.number) == [9, 10])
        #expect(try journal.entries(from: 11, limit: 100).isEmpty)
    }

    @Test func onlyWhatWasAcknowledgedIsForgotten() throws {
        let journal = try folder.open()
        try journal.record(events: 10)
        try journal.release(through: 4)
        for wrong: UInt64 in [0, 3, 4, 11, .max] {
            try journal.release(through: wrong)
            #expect(try journal.entries().map(\.number) == Array(5...10))
            #expect(try journal.head().first == 5)
        }
    }

    @Test func digestsOfAcknowledgedNumbersAreKeptForAWhile() throws {
        let journal = try folder.open()
        try journal.record(events: 6000)
        let chain = try chain(journal.entries())
        try journal.release(through: 5000)
        let oldest = 5000 - Journal.keptDigests
        for link in chain {
            #expect(try journal.holds(link.number, link.digest) == (link.number >= oldest), "\(link.number)")
        }
        #expect(try journal.holds(0, .start))
        #expect(try journal.count("digest") == Int64(1 + 6000 - oldest + 1))
        let reopened = try folder.open()
        #expect(try reopened.holds(0, .start))
        #expect(try reopened.holds(oldest, chain[Int(oldest) - 1].digest))
    }

    @Test func aPositionIsHeldOnlyWithItsDigest() throws {
        let journal = try folder.open()
        try journal.record(events: 3)
        let chain = try chain(journal.entries())
        #expect(try journal.holds(2, chain[1].digest))
        #expect(try !journal.holds(2, chain[2].digest))
        #expect(try !journal.holds(0, chain[0].digest))
        #expect(try !journal.holds(4, chain[2].digest))
        #expect(try !journal.holds(.max, chain[2].digest))
    }

    @Test func renumberingBeginsAnewWithWhatWaits() throws {
        let journal = try folder.open(limit: 20)
        try journal.record(events: 30)
        _ = try journal.appendSnapshot(at: noon, fresh: [])
        try journal.release(through: 2)
        let before = try journal.entries()
        #expect(before.contains { $0.text.hasPrefix("SKIP") })
        try journal.renumber()
        for journal in [journal, try folder.open(limit: 20)] {
            let head = try journal.head()
            let after = try journal.entries()
            #expect((head.id, head.replaces, head.first, head.base) == ("journal-2", "journal-1", 1, .start))
            #expect(after.map(\.number) == Array(1...head.last))
            // The skip still says that something was dropped, of one number.
            let isSkip = { (entry: ClientSession.Entry) in entry.text.hasPrefix("SKIP") }
            #expect(after.map(isSkip) == before.map(isSkip))
            #expect(after.filter { !isSkip($0) }.map(unnumbered) == before.filter { !isSkip($0) }.map(unnumbered))
            #expect(after.filter(isSkip).allSatisfy { $0.number == $0.through })
            for (entry, link) in zip(after, chain(after)) {
                #expect(entry.text.split(separator: " ")[1] == "\(entry.number)")
                #expect(try journal.holds(link.number, link.digest))
            }
        }
        #expect(try folder.open().record(events: 1) == UInt64(before.count + 1))
    }

    private func unnumbered(_ entry: ClientSession.Entry) -> String {
        let words = entry.text.split(separator: " ", maxSplits: 2)
        return "\(words[0]) \(words[2])"
    }

    @Test func theReplacedJournalIsNamedUntilSomethingIsReleased() throws {
        let journal = try folder.open()
        try journal.record(events: 2)
        try journal.renumber()
        #expect(try folder.open().head().replaces == "journal-1")
        try journal.release(through: 1)
        #expect(try journal.head().replaces == nil)
        #expect(try folder.open().head().replaces == nil)
    }

    @Test func theQueueTellsHowManyWaitAndSinceWhen() throws {
        let journal = try folder.open()
        #expect((journal.summary.queue, journal.summary.oldest) == (0, nil))
        for minute in 0..<3 {
            _ = try journal.record(change(.open, key(minute)), at: noon.advanced(by: Double(minute) * 60))
        }
        #expect((journal.summary.queue, journal.summary.oldest) == (3, noon))
        try journal.release(through: 1)
        #expect((journal.summary.queue, journal.summary.oldest) == (2, noon.advanced(by: 60)))
        try journal.renumber()
        #expect((journal.summary.queue, journal.summary.oldest) == (2, noon.advanced(by: 60)))
    }

    @Test func openTicketsAreRemembered() throws {
        let journal = try folder.open()
        try journal.setTicket(117, for: key(1), isOpen: true)
        try journal.setTicket(118, for: key(2), isOpen: true)
        try journal.setTicket(117, for: key(1), isOpen: false)
        try journal.setTicket(119, for: key(3), isOpen: false)
        #expect(try folder.open().summary.tickets == [key(2): 118])
        try journal.setTicket(120, for: key(1), isOpen: true)
        #expect(try folder.open().summary.tickets == [key(1): 120, key(2): 118])
    }
}
