import Health
import Testing
import Wire

@testable import Journal

struct RecordingTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func stateEventAndMemoryAreWrittenTogetherAndSurvive() throws {
        var opened = change(.open)
        opened.memory = ("disks", ["S1": "97", "nul": "a\u{0}b", "é": ""])
        #expect(try folder.open().record(opened, at: noon) == 1)
        let journal = try folder.open()
        #expect(journal.summary.open == [key(1): stored()])
        #expect(try journal.memory(ofProbe: "disks") == ["S1": "97", "nul": "a\u{0}b", "é": ""])
        #expect(try journal.memory(ofProbe: "ups") == [:])
        #expect(try journal.entries() == [.init(number: 1, through: 1, text: Line(event(.open), number: 1).text)])
        #expect(journal.position == ("journal-1", 1))
    }

    /// Whichever table refuses, nothing of the change is there, and the next number is still the same.
    @Test(arguments: ["entry", "digest", "condition", "memory"])
    func aFailingWriteLeavesNothing(table: String) throws {
        let journal = try folder.open()
        _ = try journal.record(change(.open), at: noon)
        try journal.execute(
            "CREATE TRIGGER no BEFORE INSERT ON \(table) BEGIN SELECT RAISE(ABORT, 'no more'); END"
        )
        var next = change(.open, key(2))
        next.cleared[key(1)] = stored()
        next.events.append(event(.clear))
        next.memory = ("disks", ["S2": "1"])
        #expect { try journal.record(next, at: noon) } throws: { "\($0)".contains("no more") }
        #expect(journal.summary.open == [key(1): stored()])
        #expect(try journal.memory(ofProbe: "disks") == [:])
        #expect(try journal.entries().map(\.number) == [1])
        #expect(journal.summary.last == 1)
        try journal.execute("DROP TRIGGER no")
        #expect(try journal.record(next, at: noon) == 3)
        #expect(journal.summary.open == [key(2): stored()])
    }

    @Test func aChangeOfNothingWritesNothing() throws {
        let journal = try folder.open()
        #expect(try journal.record(Journal.Change(), at: noon) == 0)
        #expect(try journal.entries().isEmpty)
    }

    @Test func memoryIsReplacedWhole() throws {
        let journal = try folder.open()
        for values in [["a": "1", "b": "2"], ["b": "3"], [:]] {
            var change = Journal.Change()
            change.memory = ("updates", values)
            _ = try journal.record(change, at: noon)
            #expect(try journal.memory(ofProbe: "updates") == values)
        }
        #expect(journal.summary.last == 0)
    }

    @Test func numbersGoOnWhereTheyStoodHoweverOftenItIsOpened() throws {
        var released: UInt64 = 0
        for round: UInt64 in 0..<8 {
            let journal = try folder.open()
            #expect(journal.summary.last == round * 3)
            try journal.record(events: 3)
            if round.isMultiple(of: 2) { released = round * 3 + (round == 4 ? 3 : 2) }
            try journal.release(through: released)
            let head = try journal.head()
            #expect((head.id, head.first, head.last) == ("journal-1", released + 1, round * 3 + 3))
            #expect(try journal.entries().map(\.number) == Array(head.first..<head.last + 1))
        }
    }

    @Test func digestsAreThoseOfTheLines() throws {
        let journal = try folder.open()
        try journal.record(events: 5)
        _ = try journal.appendSnapshot(at: moment, fresh: [])
        try journal.record(events: 2)
        let chain = try chain(journal.entries())
        #expect(chain.map(\.number) == Array(1...8))
        for link in chain { #expect(try journal.digest(at: link.number) == link.digest) }
        try journal.release(through: 6)
        #expect(try journal.head().base == chain[5].digest)
    }

    @Test func conditionsOfEveryKindComeBack() throws {
        let journal = try folder.open()
        var all = Journal.Change()
        all.open[key(1)] = stored(.critical, value: -0.5, count: 9)
        all.open[key(2)] = StoredCondition(
            condition: Condition(
                since: Timestamp(milliseconds: -1),
                severity: .info,
                value: 1e300,
                limit: nil,
                reported: 7,
                count: 1
            ),
            unit: .count,
            name: "a\u{0}\"'é"
        )
        _ = try journal.record(all, at: noon)
        #expect(try folder.open().summary.open == all.open)
    }

    @Test func whatTheDeskHoldsIsAdoptedWhereNothingIsKnown() throws {
        let journal = try folder.open()
        _ = try journal.record(change(.clear, key(2)), at: noon)
        try journal.release(through: 1)
        _ = try journal.record(change(.open), at: noon)
        _ = try journal.record(change(.clear, key(4)), at: noon)
        let adopted = try (1...4).map { number in
            let standing = Standing(
                key: key(number),
                state: .open,
                severity: .critical,
                value: 7,
                limit: 5,
                unit: .count,
                since: noon,
                name: "from the desk"
            )
            return try journal.adopt(standing) != nil
        }
        // The first is open here, and the desk does not have the last one's CLEAR yet.
        #expect(adopted == [false, true, true, false])
        let open = journal.summary.open
        #expect(Set(open.keys) == [key(1), key(2), key(3)])
        #expect(open[key(1)] == stored())
        let taken = StoredCondition(
            condition: Condition(since: noon, severity: .critical, value: 7, limit: 5, reported: 7, count: 1),
            unit: .count,
            name: "from the desk"
        )
        #expect(open[key(2)] == taken && open[key(3)] == taken)
        #expect(journal.summary.last == 3)
    }
}
