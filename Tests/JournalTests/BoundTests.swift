import Health
import Testing
import Wire

@testable import Journal

/// The journal drops the oldest of what the desk cannot have, and says which numbers are gone.
struct BoundTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Numbers follow one another without a gap, the digests are those of the lines, and a skip says what it stands for.
    private func check(_ journal: Journal, after released: UInt64 = 0) throws {
        let entries = try journal.entries()
        var next = released + 1
        for entry in entries {
            #expect(entry.number == next)
            next = entry.through + 1
            if entry.through > entry.number {
                #expect(entry.text == "SKIP \(entry.number) to=\(entry.through) reason=dropped")
            }
        }
        #expect(journal.summary.last == next - 1)
        for link in chain(entries, after: try journal.head().base) {
            #expect(try journal.holds(link.number, link.digest))
        }
    }

    @Test func atTheLimitNothingIsDropped() throws {
        let journal = try folder.open(limit: 100)
        try journal.record(events: 100)
        #expect(try journal.entries().count == 100)
        try check(journal)
    }

    @Test func beyondTheLimitATenthBecomesOneSkip() throws {
        let journal = try folder.open(limit: 100)
        try journal.record(events: 100)
        try journal.record(events: 1)
        let skips = try journal.entries().filter { $0.text.hasPrefix("SKIP") }
        #expect(skips.map(\.text) == ["SKIP 51 to=61 reason=dropped"])
        #expect(try journal.entries().count == 91)
        try check(journal)
    }

    @Test(arguments: [10, 25, 100], [1, 7, 60])
    func howeverLongTheDeskIsAwayTheJournalStaysBounded(limit: Int, batch: Int) throws {
        let journal = try folder.open(limit: limit)
        for round in 0..<40 {
            try journal.record(events: batch)
            if round % 9 == 8 { _ = try journal.appendSnapshot(at: moment, fresh: []) }
            #expect(try journal.entries().count <= limit)
            #expect(try journal.count("digest") ?? 0 <= Int64(limit) + 1)
        }
        #expect(try journal.entries().filter { $0.text.hasPrefix("SKIP") }.count <= 1)
        try check(journal)
        try check(try folder.open(limit: limit))
    }

    /// Also when the acknowledgement was lost: what the desk has committed is found again, and goes on after it.
    @Test func whatMayBeInFlightIsNotDropped() throws {
        let journal = try folder.open(limit: 100)
        try journal.record(events: 60)
        try journal.release(through: 20)
        let sent = chain(try journal.entries(), after: try journal.head().base)
        try journal.record(events: 500)
        for link in sent {
            #expect(try journal.holds(link.number, link.digest))
            #expect(try journal.entries(from: link.number + 1, limit: 1).first?.number == link.number + 1)
        }
        try check(journal, after: 20)
    }

    @Test func aSkipIsReleasedLikeAnyEntry() throws {
        let journal = try folder.open(limit: 10)
        try journal.record(events: 30)
        let skip = try #require(try journal.entries().first { $0.text.hasPrefix("SKIP") })
        try journal.release(through: skip.number)
        #expect(try journal.head().first == skip.number)
        try check(try folder.open(limit: 10), after: skip.number - 1)
        try journal.release(through: skip.through)
        #expect(try journal.head().first == skip.through + 1)
        try journal.record(events: 30)
        try check(journal, after: skip.through)
        try check(try folder.open(limit: 10), after: skip.through)
    }
}
