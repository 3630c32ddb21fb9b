import Health
import Testing
import Wire

@testable import Journal

struct SnapshotTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func states(_ text: String) throws -> [ConditionKey: Standing.State] {
        let messages = try text.split(separator: "\n").map { try ClientMessage(try Line(parsing: $0.utf8)) }
        var states: [ConditionKey: Standing.State] = [:]
        for case .standing(let standing) in messages { states[standing.key] = standing.state }
        guard case .sync(_, let count, HostInstant(moment))? = messages.first, case .end(count)? = messages.last else {
            Issue.record("no snapshot: \(text.prefix(80))")
            return [:]
        }
        #expect(messages.count == count + 2 && states.count == count)
        return states
    }

    @Test func aKeyIsOpenOrClearOnlyWhenItsComponentWasRead() throws {
        let journal = try folder.open()
        for number in 1...4 { _ = try journal.record(change(.open, key(number)), at: noon) }
        for number in 3...4 { _ = try journal.record(change(.clear, key(number)), at: noon) }
        let fresh = Set([1, 3, 9].map { key($0).component })
        #expect(try journal.appendSnapshot(at: moment, fresh: fresh) == 7)
        let entry = try #require(try journal.entries().last)
        #expect((entry.number, entry.through) == (7, 7))
        #expect(try states(entry.text) == [key(1): .open, key(2): .unknown, key(3): .clear, key(4): .unknown])
        let link = try #require(try chain(journal.entries()).last)
        #expect(try journal.digest(at: 7) == link.digest)
        #expect(try folder.open().record(events: 1) == 8)
    }

    @Test func aSnapshotOfNothingHasItsEnd() throws {
        let journal = try folder.open()
        _ = try journal.appendSnapshot(at: moment, fresh: [])
        #expect(try journal.entries().map(\.text) == ["SYNC 1 count=0 boot=b0a7 up=60\nEND count=0"])
    }

    @Test func whatIsOpenComesFirstWhereThereIsTooMuch() throws {
        let journal = try folder.open()
        var all = Journal.Change()
        for number in 0..<ClientMessage.maximumStandings { all.cleared[key(number)] = stored() }
        let last = ConditionKey(Component(.ups, "rack"), "ups.on-battery")
        all.open[last] = stored()
        _ = try journal.record(all, at: noon)
        _ = try journal.appendSnapshot(at: moment, fresh: [last.component])
        let states = try states(try #require(try journal.entries().last).text)
        #expect(states.count == ClientMessage.maximumStandings)
        #expect(states[last] == .open)
    }
}
