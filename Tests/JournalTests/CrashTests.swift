import Health
import TestSupport
import Testing
import Wire

@testable import Journal

/// What a crash leaves is the journal as it stood after the last operation that was reported done; in the midst of one, as it stood
/// before.
///
/// A crash at every write of the agent is the long test's (KilledAtEveryStepTests).
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

    /// A crash after an operation, or in the midst of one whose pages are in the file already.
    private func crashed(_ journal: Journal, inMidst: Bool, _ folder: TemporaryFolder) throws -> String {
        guard inMidst else { return try folder.crashedCopy() }
        // No room for pages in memory: they are written before the end of the transaction.
        try journal.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        defer { try? journal.execute("ROLLBACK; PRAGMA cache_size = -256") }
        try journal.execute("UPDATE memory SET value = 'half'; UPDATE condition SET value = 1e9; DELETE FROM entry")
        try journal.execute("INSERT INTO meta VALUES ('half', hex(randomblob(20000)))")
        return try folder.crashedCopy()
    }

    @Test(arguments: 1...12)
    func aCrashLeavesAStateThatWas(seed: UInt64) throws {
        var random = Seeded(seed)
        let folder = try TemporaryFolder()
        let journal = try folder.open(limit: 40)
        var states = [try Contents(journal)]
        for _ in 0..<120 {
            try step(journal, &random)
            states.append(try Contents(journal))
            guard random.chance(20) else { continue }
            let crashed = try folder.open(try crashed(journal, inMidst: random.chance(50), folder), limit: 40)
            let found = try Contents(crashed)
            #expect(found == states.last)
            let base = try crashed.head().base
            for link in chain(found.entries, after: base) { #expect(try crashed.holds(link.number, link.digest)) }
            #expect(try crashed.record(events: 1) == found.last + 1)
        }
        #expect(try folder.names().allSatisfy { !$0.contains("damaged") })
    }
}
