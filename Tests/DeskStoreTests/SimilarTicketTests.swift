import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// What helped before: tickets of the same component, and of the same model elsewhere.
struct SimilarTicketTests {
    private static let root = DeskDatabase.scope

    private let temporary: TemporaryStore
    private var store: DeskDatabase { temporary.store }

    /// Disks of one model in a and b, and another one in c.
    init() async throws {
        temporary = try await TemporaryStore(hosts: ["a", "b", "c"])
        for (host, model) in [("a", "EVO"), ("b", "EVO"), ("c", "RED")] {
            let fact = Fact(
                component: Component(.disk, "S-\(host)"),
                name: "disk",
                verdict: .good,
                readAt: noon,
                identity: [("model", model), ("serial", "S-\(host)")]
            )
            try await temporary.store.record([fact], of: host)
        }
    }

    /// A ticket of a rule about a disk of a host, solved and closed where a cause is given.
    @discardableResult
    private func ticket(
        _ host: String,
        _ rule: RuleID = "disk.spare",
        disk: String? = nil,
        journal: String,
        cause: String? = nil
    ) async throws -> Ticket {
        var journal = Journal(host, journal)
        let told = event(.open, rule, of: Component(.disk, disk ?? "S-\(host)"))
        _ = try await store.commit([journal.item(told)], at: noon)
        let ticket = try #require(try await store.tickets().first)
        guard let cause else { return ticket }
        try await store.perform(.solve(cause: cause, solution: "replaced"), on: ticket.number, at: noon)
        return try await store.perform(.close(override: nil), on: ticket.number, at: noon)
    }

    @Test func thoseOfTheComponentComeFirst() async throws {
        let old = try await ticket("a", "disk.wear", journal: "1", cause: "worn out")
        let elsewhere = try await ticket("b", journal: "2", cause: "a bad batch")
        try await ticket("b", "disk.wear", journal: "3")
        try await ticket("c", journal: "4")
        try await ticket("a", disk: "S-a2", journal: "5")
        let mine = try await ticket("a", journal: "6")
        let similar = try await store.similarTickets(to: mine, limit: 10, in: Self.root)
        #expect(similar.map(\.ticket.number) == [old.number, elsewhere.number])
        #expect(similar.map(\.solution?.cause.text) == ["worn out", "a bad batch"])
        #expect(similar.map(\.solution?.solution.text) == ["replaced", "replaced"])
        #expect(try await store.similarTickets(to: mine, limit: 1, in: Self.root).map(\.ticket.number) == [old.number])
    }

    @Test func whatNobodySolvedHasNoSolution() async throws {
        try await ticket("b", journal: "1")
        let mine = try await ticket("a", journal: "2")
        #expect(try await store.similarTickets(to: mine, limit: 10, in: Self.root).map(\.solution) == [nil])
    }

    @Test func aMatterHasNone() async throws {
        let filing = Filing(.incident, organisation: .first, title: Prose("slow"), host: "a")
        let matter = try await store.file(filing, by: Self.root, at: noon).ticket
        try await ticket("a", journal: "1")
        #expect(try await store.similarTickets(to: matter, limit: 10, in: Self.root).isEmpty)
    }

    /// Components that were known before are found by their model too.
    @Test func modelsAreTakenFromWhatWasKnown() async throws {
        let old = try OldStore(upTo: "9 queue") { database in
            try database.execute(
                sql: """
                    INSERT INTO host (id, name, class, enrolled_at, last_seen, is_silence_planned)
                        VALUES ('a', 'ws-a', 'laptop', 1, 1, 0);
                    INSERT INTO fact VALUES
                        ('a', 'disk/S1', 'n', 'good', NULL, 1, 'model="WD \\"Red\\"" serial=S1', ''),
                        ('a', 'ups/x', 'n', 'good', NULL, 1, 'server=x', '');
                    """
            )
        }
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        let models = try await store.read { connection in
            try connection.all("SELECT model FROM fact ORDER BY component", []).map(\.values)
        }
        #expect(models == [[.text(#"WD "Red""#)], [.null]])
        #expect(try await store.facts(of: "a").count == 2)
    }
}
