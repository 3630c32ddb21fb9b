import Health
import Synchronization
import Testing
import Wire

@testable import Journal

/// What was seen of components, kept for the next start.
struct SeenTests {
    private let folder: TemporaryFolder
    private let file: Journal

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.open()
    }

    private static func fact(_ serial: String, _ celsius: Double = 35) -> Fact {
        Fact(
            component: Component(.disk, serial),
            name: "Example \u{7} \"HDD\"\n4TB",
            verdict: .good,
            readAt: noon,
            identity: [("serial", serial)],
            readings: [
                Reading(.temperature, celsius),
                Reading(.reallocatedSectors, .number(8), scale: .init(current: 99, worst: 98, threshold: 10)),
            ]
        )
    }

    private func keep(_ facts: [Fact], in journal: Journal? = nil) throws {
        var change = Journal.Change()
        change.seen = facts
        #expect(!change.isEmpty)
        #expect(try (journal ?? file).record(change, at: noon) == 0)
    }

    private func seen(_ journal: Journal) throws -> [String: Double] {
        let facts = try journal.seen()
        return Dictionary(facts.map { ($0.component.id, $0.readings[0].value.number ?? 0) }) { $1 }
    }

    @Test func itOutlivesTheProcessInItsOrderAndAsAWhole() throws {
        try keep([Self.fact("S2"), Self.fact("S1"), Self.fact("S3")])
        try keep([Self.fact("S1"), Self.fact("S2", 41), Self.fact("S4")])
        for journal in [file, try folder.open()] {
            let facts = try journal.seen()
            #expect(facts.map(\.component.id) == ["S2", "S1", "S4"])
            #expect(facts.map(\.readings.count) == [2, 2, 2])
            #expect(facts[0].readings[0] == Reading(.temperature, 41))
            #expect(facts[0].readings[1].scale?.threshold == 10)
            #expect(facts[0].name == "Example \u{FFFD} \"HDD\"\u{FFFD}4TB")
        }
    }

    @Test func whatIsTheSameIsNotWritten() throws {
        try keep([Self.fact("S1"), Self.fact("S2")])
        let before = try #require(try file.changes())
        try keep([Self.fact("S1"), Self.fact("S2")])
        #expect(try file.changes() == before)
        try keep([Self.fact("S1"), Self.fact("S2", 36)])
        #expect(try file.changes() == before + 1)
    }

    @Test func whatAnotherReleaseWroteIsLeftOut() throws {
        try keep([Self.fact("S1")])
        try file.execute("INSERT INTO seen(component, lines) VALUES ('tape/T1', 'FACT component=tape/T1'), ('x', '')")
        #expect(try file.seen().map(\.component.id) == ["S1"])
    }

    @Test(arguments: [[:], ["S2": 41.0]])
    func memoryTakesThePlaceOfTheFileWhereItSawAnything(later: [String: Double]) throws {
        try keep([Self.fact("S1")])
        let memory = try folder.open(":memory:")
        try memory.takeUp(file.summary)
        if !later.isEmpty { try keep(later.map { Self.fact($0, $1) }, in: memory) }
        try file.absorb(try #require(try memory.cargo()), after: 0, at: noon)
        #expect(try seen(try folder.open()) == (later.isEmpty ? ["S1": 35] : later))
    }
}

extension Journal {
    /// How many rows were written over this connection so far.
    fileprivate func changes() throws(JournalError) -> Int64? {
        try state.withLock { state throws(JournalError) in
            try state.database.run("SELECT total_changes()").first?.first?.integer
        }
    }
}
