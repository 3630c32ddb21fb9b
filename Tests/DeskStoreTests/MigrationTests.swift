import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// Stores of the release before people came to the desk.
struct MigrationTests {
    private static let step = "3 accepted"

    private static func addHost(_ database: Database) throws {
        try database.execute(sql: "INSERT INTO host VALUES ('a', 'ws-a', 'always-on', 1000, 2000, 0, NULL)")
    }

    private static func ticket(
        _ number: Int64,
        _ rule: String,
        _ state: String,
        tier: Int = 1,
        closed: (at: Int64, by: String)? = nil,
        updated: Int64,
        isTouched: Bool = false,
        isRecovered: Bool = false,
        accepted: String? = nil,
        _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO ticket (
                    number, host, host_name, key, rule, component, severity, value, threshold, unit, since, state, tier,
                    opened_at, updated_at, closed_at, closed_by, occurrences, is_touched, is_recovered, seen_boot,
                    seen_uptime, accepted
                ) VALUES (?, 'a', 'ws-a', ?, ?, 'Example SSD', 'warning', ?, 95, '%', 5000, ?, ?, 6000, ?, ?, ?, 1, ?, ?, 'b',
                    60, ?)
                """,
            arguments: [
                number, "disk/S1/\(rule)", rule, isRecovered ? 1 : 97, state, tier, updated, closed?.at, closed?.by,
                isTouched, isRecovered, accepted,
            ]
        )
        try entry(
            number,
            6000,
            "agent",
            "opened",
            "host=a hostname=ws-a key=disk/S1/\(rule) rule=\(rule) component=\"Example SSD\" severity=warning value=97.0 "
                + "limit=95.0 unit=% since=5000 boot=b up=60.0",
            database
        )
    }

    private static func entry(
        _ ticket: Int64,
        _ at: Int64,
        _ author: String,
        _ kind: String,
        _ payload: String,
        _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO log (ticket, at, author, kind, payload) VALUES (?, ?, ?, ?, ?)",
            arguments: [ticket, at, author, kind, payload]
        )
    }

    /// Everything that people and desk wrote in that release.
    private static func fill(_ database: Database) throws {
        try addHost(database)
        try ticket(1, "disk.wear", "pending", tier: 2, updated: 9000, isTouched: true, database)
        try entry(1, 7000, "person:marie", "noted", "text=\"replacement \\\"ordered\\\"\"", database)
        try entry(1, 8000, "person:marie", "passed", "tier=2 reason=\"needs rights\"", database)
        try entry(1, 9000, "person:Zoé Tremblay", "moved", "state=pending reason=\"part\"", database)
        try ticket(2, "disk.failing", "closed", closed: (7000, "desk"), updated: 7000, isRecovered: true, database)
        try entry(2, 7000, "agent", "recovered", "value=1.0 boot=b up=60.0", database)
        try entry(2, 7000, "desk", "closed", "reason=recovered", database)
        try ticket(
            3,
            "disk.spare",
            "closed",
            closed: (7000, "person:Zoé Tremblay"),
            updated: 7000,
            isTouched: true,
            database
        )
        try entry(3, 7000, "person:Zoé Tremblay", "closed", "reason=\"disk replaced\"", database)
        try ticket(
            4,
            "disk.media-errors",
            "closed",
            closed: (7000, "person:root@ws-a"),
            updated: 7000,
            isTouched: true,
            accepted: "value > 99",
            database
        )
        try entry(4, 7000, "person:root@ws-a", "accepted", "until=\"value > 99\"", database)
        try entry(4, 7000, "person:root@ws-a", "closed", "reason=accepted", database)
        try ticket(5, "host.gap", "new", updated: 6000, database)
        try entry(5, 6000, "desk", "noted", "text=\"Events 3 to 1040 are missing.\"", database)
        try ticket(6, "host.identity", "new", updated: 6000, database)
        try entry(
            6,
            6000,
            "desk",
            "noted",
            "text=\"Journal j1 was replaced by j2: the desk's digest was not found in it.\"",
            database
        )
    }

    @Test func aStoreOfBeforeMigratesWhole() async throws {
        let old = try OldStore(upTo: Self.step, Self.fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        #expect(try await store.check(isRepairing: false) == [])
        #expect(try await store.hosts().map(\.organisation) == [.first])
        let tickets = try await store.tickets()
        #expect(tickets.map(\.number) == [6, 5, 4, 3, 2, 1])
        #expect(tickets.map(\.state) == [.new, .new, .closed, .closed, .closed, .pending])
        #expect(tickets.last?.pending == .other)
        let first = try #require(try await store.ticket(1))
        #expect(first.log.map(\.author).prefix(3) == [.agent, .local("marie"), .local("marie")])
        guard case .noted(let note) = first.log[1].kind, case .passed(let pass) = first.log[2].kind else {
            Issue.record("\(first.log.map(\.kind))")
            return
        }
        #expect(note.text.text == "replacement \"ordered\"")
        #expect(pass.reason?.text == "needs rights" && pass.tier == 2)
        #expect(tickets.map(\.closedBy)[2] == .local("root@ws-a"))
        #expect(tickets.map(\.closedBy)[4] == .desk)
        #expect(try await store.acceptedTickets(of: "a").map(\.number) == [4])
        #expect(try await store.ticket(5)?.log.last?.kind == .remarked(.missing(first: 3, last: 1040)))
        #expect(try await store.ticket(6)?.log.last?.kind == .remarked(.replaced(journal: "j1", by: "j2")))
        #expect(try await store.search("ordered", limit: 9).map(\.number) == [1])
        #expect(try await store.search("replaced", limit: 9).map(\.number) == [3])
    }

    /// A name that is no login was a person's: it moves out of the log, and can be forgotten.
    @Test func namesAndWordsLeaveTheLog() async throws {
        let old = try OldStore(upTo: Self.step, Self.fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        let persons = try await store.persons(in: DeskDatabase.scope)
        #expect(persons.map(\.name) == ["Zoé Tremblay"])
        let zoe = try #require(persons.first)
        #expect(try await store.ticket(3)?.ticket.closedBy == .person(zoe.id))
        let pool = try #require(store.driver as? SQLiteDriver).pool
        let log = try await pool.read { try String.fetchAll($0, sql: "SELECT author || ' ' || payload FROM log") }
        for word in ["Zoé", "ordered", "rights", "replaced by", "missing."] {
            #expect(!log.contains { $0.contains(word) }, "\(word)")
        }
        #expect(try await store.forget(zoe.id, by: DeskDatabase.scope, at: noon) == 2)
        #expect(try await store.search("replaced", limit: 9).isEmpty)
        #expect(try await store.check(isRepairing: false) == [])
    }

    /// Numbers go on where they were, and a key that has an open ticket gets no second one.
    @Test func theDeskGoesOn() async throws {
        let old = try OldStore(upTo: Self.step, Self.fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        var journal = Journal("a")
        let opened = event(.open, "disk.wear", of: Component(.disk, "S1"))
        let other = event(.open, "disk.wear", of: Component(.disk, "S2"))
        _ = try await store.commit([journal.item(opened), journal.item(other)], at: noon)
        #expect(try await store.openTickets(of: "a").map(\.number) == [7, 6, 5, 1])
        #expect(try await store.ticket(7)?.ticket.impact == .high, "what is always on serves many")
        #expect(try await store.check(isRepairing: false) == [])
    }

    /// Nothing was promised in that release: its tickets are bound by 'policy apply'.
    @Test func whatWasMigratedCanBeBound() async throws {
        let old = try OldStore(upTo: Self.step, Self.fill)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        #expect(try await store.ticket(5)?.ticket.deadlines == Deadlines())
        let count = try await store.applyPolicies(to: nil, by: DeskDatabase.scope, at: noon, onProgress: { _ in })
        #expect(count == 3, "1, 5 and 6 are not closed")
        #expect(try await store.ticket(5)?.ticket.deadlines.responseBy != nil)
        #expect(try await store.ticket(1)?.ticket.state == .pending)
        #expect(try await store.check(isRepairing: false) == [])
    }

    @Test func anEmptyStoreMigrates() async throws {
        let old = try OldStore(upTo: Self.step, Self.addHost)
        let store = try DeskDatabase.open(path: old.path)
        defer { try? store.close() }
        #expect(try await store.tickets().isEmpty)
        #expect(try await store.raise(.silent, host: "a", remark: nil, at: noon)?.number == 1)
    }

    /// A reader beside a server of the release before says what to do.
    @Test func whoMayOnlyReadDoesNotMigrate() throws {
        let old = try OldStore(upTo: Self.step, Self.fill)
        let error = #expect(throws: DeskError.self) { try DeskDatabase.open(path: old.path, readOnly: true) }
        #expect(error?.code == .unusableStore)
        #expect(error?.message.en.contains("older version") == true)
    }
}
