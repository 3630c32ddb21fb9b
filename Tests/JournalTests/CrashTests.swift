import Health
import TestSupport
import Testing
import Wire

@testable import Journal

/// What a crash leaves is the journal as it stood after some operation, whole, and none that was reported done before the
/// write-ahead log was last copied whole is missing.
struct CrashTests {
    private struct Contents: Hashable {
        let id: String
        let last: UInt64
        let first: UInt64
        let replaces: String?
        let entries: [ClientSession.Entry]
        let open: [ConditionKey: StoredCondition]
        let memory: [String: String]

        init(_ journal: Journal) throws {
            (id, last) = (journal.summary.id, journal.summary.last)
            let head = try journal.head()
            (first, replaces) = (head.first, head.replaces)
            entries = try journal.entries()
            open = journal.summary.open
            memory = try journal.memory(ofProbe: "disks")
        }
    }

    private func step(_ journal: Journal, _ random: inout Seeded) throws {
        let last = journal.summary.last
        switch random.below(10) {
        case 0...5:
            let number = random.below(6)
            let isOpen = journal.summary.open[key(number)] != nil
            var next = change(isOpen ? .clear : .open, key(number), value: Double(last))
            next.memory = ("disks", ["last": "\(last + 1)"])
            _ = try journal.record(next, at: noon)
        case 6: try journal.record(events: 1 + random.below(12))
        case 7: _ = try journal.appendSnapshot(at: moment, fresh: [])
        case 8:
            let first = try journal.head().first
            try journal.release(through: first + UInt64(random.below(20)))
        default: if random.chance(10) { try journal.renumber() }
        }
    }

    @Test(arguments: 1...12)
    func aCrashLeavesAStateThatWas(seed: UInt64) throws {
        var random = Seeded(seed)
        let folder = try TemporaryFolder()
        let journal = try folder.open(limit: 40)
        // A crash before the journal has an id leaves none; from here on it has one.
        try journal.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        var states = [try Contents(journal)]
        var latest = 0
        for _ in 0..<120 {
            try step(journal, &random)
            states.append(try Contents(journal))
            guard random.chance(20) else { continue }
            let isWhole = random.chance(50)
            let path = try folder.crashedCopy(keeping: isWhole ? 1 : Double(random.below(1000)) / 1000)
            let crashed = try folder.open(path, limit: 40)
            let found = try Contents(crashed)
            let position = try #require(states.lastIndex(of: found), "a state that never was")
            #expect(isWhole ? position == states.count - 1 : position < states.count)
            latest = max(latest, position)
            let base = try crashed.head().base
            for link in chain(found.entries, after: base) { #expect(try crashed.holds(link.number, link.digest)) }
            #expect(try crashed.record(events: 1) == found.last + 1)
        }
        #expect(latest > 0)
        #expect(try folder.names().allSatisfy { !$0.contains("damaged") })
    }
}
