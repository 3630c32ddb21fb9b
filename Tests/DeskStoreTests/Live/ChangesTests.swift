import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// What the log says after an entry, for those who look on.
struct ChangesTests {
    private static let root = DeskDatabase.scope

    private static func file(_ title: String, _ store: DeskDatabase, requester: PersonID? = nil) async throws -> Int64 {
        let filing = Filing(.incident, organisation: .first, title: Prose(title), requester: requester)
        return try await store.file(filing, by: root, at: noon).ticket.number
    }

    @Test func anEmptyLogHasNoChanges() async throws {
        let temporary = try await TemporaryStore()
        #expect(try await temporary.store.lastEntry() == 0)
        let changes = try await temporary.store.changes(after: 0, limit: 10)
        #expect(changes == TicketChanges([], through: 0, hasMore: false))
    }

    @Test func eachEntryIsAChangeOfItsTicketAsItIsNow() async throws {
        let desk = try await SignInDesk()
        let number = try await Self.file("printer", desk.store, requester: desk.marie.person)
        try await desk.store.perform(.assign(desk.marie.person), on: number, version: nil, by: desk.own, at: noon)
        try await desk.store.perform(.note(Note(Prose("x"))), on: number, version: nil, by: desk.own, at: noon)
        let last = try await desk.store.lastEntry()
        let all = try await desk.store.changes(after: 0, limit: 10)
        #expect(all.changes.map(\.ticket) == Array(repeating: number, count: all.changes.count))
        #expect(all.changes.first?.isForRequester == true && all.changes.first?.isMove == true)
        #expect(all.through == last && !all.hasMore)
        let change = try #require(all.changes.last)
        #expect(change.sequence == last && change.author == .person(desk.marie.person))
        let ticket = try #require(try await desk.store.ticket(number)).ticket
        #expect(change.organisation == .first && change.tier == 1 && change.state == ticket.state)
        #expect(change.requester == desk.marie.person && change.assignee == desk.marie.person)
        #expect(!change.isForRequester && !change.isMove && !change.isUrgent)
        #expect(all.changes.contains { $0.isMove && !$0.isForRequester }, "the assignment")
        #expect(try await desk.store.changes(after: last, limit: 10).changes.isEmpty)
    }

    @Test func aLimitLeavesTheRestForLater() async throws {
        let temporary = try await TemporaryStore()
        for title in ["a", "b", "c"] { _ = try await Self.file(title, temporary.store) }
        var found: [Int64] = []
        var after: Int64 = 0
        var hasMore = true
        while hasMore {
            let changes = try await temporary.store.changes(after: after, limit: 2)
            #expect(changes.changes.count <= 2 && changes.through > after || changes.changes.isEmpty)
            found += changes.changes.map(\.sequence)
            (after, hasMore) = (changes.through, changes.hasMore)
        }
        #expect(found == found.sorted() && Set(found).count == found.count && found.count >= 3)
        #expect(after == found.last)
        // Nonsense is bounded, too.
        #expect(try await temporary.store.changes(after: 0, limit: -5).changes.count == 1)
        #expect(try await temporary.store.changes(after: 0, limit: .max).changes.count == found.count)
        #expect(try await temporary.store.changes(after: .max, limit: 1).changes.isEmpty)
    }

    @Test func whatIsCriticalOrFirstIsUrgent() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        _ = try await temporary.store.commit(
            [journal.item(event(.open, "ups.on-battery", of: Component(.ups, "rack1"), .critical))],
            at: noon
        )
        var filing = Filing(.incident, organisation: .first, title: Prose("x"), impact: .high, urgency: .high)
        _ = try await temporary.store.file(filing, by: Self.root, at: noon)
        filing.impact = .low
        _ = try await temporary.store.file(filing, by: Self.root, at: noon)
        let changes = try await temporary.store.changes(after: 0, limit: 10).changes
        let urgent = Dictionary(grouping: changes, by: \.ticket).mapValues { $0.allSatisfy(\.isUrgent) }
        #expect(urgent == [1: true, 2: true, 3: false])
    }

    /// A snapshot that only refreshes a value changes nothing that anybody waits for; the place moves on all the same.
    @Test func whatOnlyRefreshesIsPassedOver() async throws {
        let temporary = try await TemporaryStore()
        _ = try await Self.file("x", temporary.store)
        let filed = try await temporary.store.lastEntry()
        try await temporary.pool.write { database in
            try database.execute(
                sql: "INSERT INTO log (ticket, at, author, kind, payload) VALUES (1, 0, 'agent', 'refreshed', '')"
            )
        }
        let changes = try await temporary.store.changes(after: filed, limit: 10)
        #expect(changes == TicketChanges([], through: filed + 1, hasMore: false))
    }

    /// One damaged row keeps nobody from the others.
    @Test func aDamagedEntryIsPassedOver() async throws {
        let temporary = try await TemporaryStore()
        for title in ["a", "b"] { _ = try await Self.file(title, temporary.store) }
        try await temporary.pool.write { try $0.execute(sql: "UPDATE log SET payload = '\"' WHERE ticket = 1") }
        let changes = try await temporary.store.changes(after: 0, limit: 10)
        #expect(Set(changes.changes.map(\.ticket)) == [2])
        #expect(try await changes.through == temporary.store.lastEntry())
    }

    /// What another process writes is there at the next look.
    @Test func whatCommandsWriteIsSeen() async throws {
        let temporary = try await TemporaryStore()
        #expect(try await temporary.store.lastEntry() == 0)
        let other = try DeskDatabase.open(path: temporary.path)
        _ = try await Self.file("x", other)
        try other.close()
        #expect(try await temporary.store.lastEntry() > 0)
        #expect(try await temporary.store.changes(after: 0, limit: 10).changes.map(\.ticket) == [1])
    }

    /// The tabs of a change are those in which the queue has its ticket.
    @Test func tabsAreThoseOfTheQueue() async throws {
        let desk = try await SignInDesk()
        let (store, marie) = (desk.store, desk.marie)
        for title in ["new", "mine", "passed", "paused", "solved"] { _ = try await Self.file(title, store) }
        try await store.perform(.assign(marie.person), on: 2, at: noon)
        try await store.perform(.pass(toTier: 2, reason: "x"), on: 3, at: noon)
        try await store.perform(.reply(Prose("x")), on: 4, at: noon)
        try await store.perform(.wait(for: .parts, nil, until: nil), on: 4, at: noon)
        try await store.perform(.solve(cause: "x", solution: "y"), on: 5, at: noon)
        let changes = try await store.changes(after: 0, limit: 100).changes
        for tab in QueueTab.allCases {
            let queue = try await store.queue(QueueFilter(tab, of: marie), in: desk.own).tickets.map(\.number)
            let told = changes.filter { tab.has($0, for: marie) }.map(\.ticket)
            #expect(Set(told) == Set(queue), "\(tab)")
        }
    }
}
