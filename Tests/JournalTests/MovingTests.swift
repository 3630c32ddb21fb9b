import Health
import Testing
import Wire

@testable import Journal

/// From the file to memory and back.
struct MovingTests {
    private let folder: TemporaryFolder
    private let file: Journal
    private let memory: Journal

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.open()
        memory = try folder.open(":memory:")
    }

    @Test func memoryTakesUpWhatIsOpen() throws {
        _ = try file.record(change(.open), at: noon)
        try file.setTicket(118, for: key(1), isOpen: true)
        try memory.takeUp(file.summary)
        let head = try memory.head()
        #expect((head.id, head.first, head.last, head.base, head.isVolatile) == ("journal-2", 1, 0, .start, true))
        #expect(memory.summary.open == [key(1): stored()])
        #expect(memory.summary.tickets == [key(1): 118])
        #expect(try memory.record(change(.clear), at: noon) == 1)
        #expect(try memory.entries().map(\.text) == [Line(event(.clear), number: 1).text])
    }

    @Test func theFileTakesBackWhatMemoryGathered() throws {
        _ = try file.record(change(.open, key(1)), at: noon)
        try file.release(through: 1)
        try memory.takeUp(file.summary)
        var change2 = change(.open, key(2))
        change2.memory = ("disks", ["S2": "97"])
        _ = try memory.record(change2, at: noon)
        _ = try memory.record(change(.clear, key(1)), at: noon)
        let cargo = try #require(try memory.cargo())
        try file.absorb(cargo, after: 1, at: noon)
        for journal in [file, try folder.open()] {
            #expect(journal.position == ("journal-1", 3))
            #expect(journal.summary.open == [key(2): stored()])
            #expect(journal.summary.queue == 2)
            #expect(try journal.memory(ofProbe: "disks") == ["S2": "97"])
            let entries = try journal.entries()
            #expect(entries.map(\.number) == [2, 3])
            #expect(try chain(entries, after: journal.head().base).last?.digest == journal.digest(at: 3))
        }
    }

    /// The desk has 1; 2 to 5 waited in the file while memory told what came after 3 and 4.
    @Test func whatMemoryHasOvertakenIsLeftOut() throws {
        for number in 1...3 { _ = try file.record(change(.open, key(number)), at: noon) }
        _ = try file.appendSnapshot(at: noon, fresh: [])
        _ = try file.record(change(.open, key(4)), at: noon)
        try memory.takeUp(file.summary)
        _ = try memory.record(change(.clear, key(3)), at: noon)
        _ = try memory.record(change(.clear, key(4)), at: noon)
        try memory.release(through: 2)
        _ = try memory.record(change(.clear, key(2)), at: noon)
        #expect(try !file.dropOvertaken(after: 1), "it was not left")
        try file.absorb(try #require(try memory.cargo()), after: 5, at: noon)

        let reopened = try folder.open()
        #expect(try reopened.dropOvertaken(after: 1))
        #expect(
            try reopened.entries().map(\.text) == [
                Line(event(.open, key(1)), number: 1).text, Line(event(.open, key(2)), number: 2).text,
                Line(event(.clear, key(2)), number: 3).text,
            ]
        )
        #expect(reopened.position == ("journal-1", 3))
        let entries = try reopened.entries()
        for link in chain(entries) { #expect(try reopened.holds(link.number, link.digest)) }
        #expect(try !reopened.dropOvertaken(after: 1), "once is enough")
        #expect(try folder.open().entries() == entries)
    }

    /// What the desk has kept of it stands in the desk's digest.
    @Test func whatTheDeskHasIsNotLeftOut() throws {
        _ = try file.record(change(.open), at: noon)
        try memory.takeUp(file.summary)
        _ = try memory.record(change(.clear), at: noon)
        try memory.release(through: 1)
        try file.absorb(try #require(try memory.cargo()), after: 1, at: noon)
        let before = try file.entries()
        #expect(try !file.dropOvertaken(after: 1))
        #expect(try file.entries() == before)
    }

    /// What hung in the file when it was left was done again in memory: it must not be there twice.
    @Test func whatTheFileGotAfterItWasLeftIsTakenBack() throws {
        _ = try file.record(change(.open, key(1)), at: noon)
        let left = file.summary
        _ = try file.record(change(.open, key(2)), at: noon)
        try memory.takeUp(left)
        _ = try memory.record(change(.open, key(2)), at: noon)
        let cargo = try #require(try memory.cargo())
        // Also when returning took two attempts.
        for _ in 1...2 { try file.absorb(cargo, after: left.last, at: noon) }
        #expect(try file.entries().map(\.text) == [1, 2].map { Line(event(.open, key(Int($0))), number: $0).text })
        #expect(file.summary.open.count == 2)
    }

    @Test func nothingIsMovedThatMayBeOnItsWay() throws {
        #expect(try memory.record(events: 2) == 2)
        _ = try memory.entries(from: 1, limit: 1)
        #expect(try memory.cargo() == nil)
        try memory.release(through: 1)
        #expect(try memory.cargo() != nil)
    }

    @Test func theRevisionTellsThatMoreHasCome() throws {
        let before = try memory.cargo()?.revision
        #expect(try memory.cargo()?.revision == before)
        _ = try memory.record(events: 1)
        #expect(try memory.cargo()?.revision != before)
    }

    @Test func theBoundHoldsWhenMuchIsMoved() throws {
        let small = try folder.open(folder.path + "-small", limit: 20)
        _ = try small.record(events: 15)
        for number in 1...30 { _ = try memory.record(change(.open, key(number)), at: noon) }
        try small.absorb(try #require(try memory.cargo()), after: 15, at: noon)
        #expect(small.summary.last == 45)
        #expect(small.summary.queue <= 21)
        #expect(try small.entries().contains { $0.text.hasPrefix("SKIP ") })
    }
}
