import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Words and fields, of the search and of the queue.
struct QueryTests {
    private static let root = DeskDatabase.scope

    private static func queue(_ text: String, _ store: DeskDatabase, in scope: Scope = root) async throws -> [Int64] {
        try await store.queue(QueueFilter(query: try TicketQuery(text), limit: 1000), in: scope).tickets.map(\.number)
    }

    /// Common words are looked for in the rows, rare ones in the index, and the newest tickets are in no index yet.
    @Test(arguments: ["smart", "750", "r250x", "r2", "r299x", "\"smart ups\"", "ups smart", "zebra", "smart r7x", "7"])
    func theQueueFindsWhatTheSearchFinds(_ text: String) async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        for first in stride(from: 1, through: 201, by: 100) {
            let batch = (first..<first + 100).map { journal.item(event(.open, of: Component(.ups, "R\($0)X"))) }
            _ = try await temporary.store.commit(batch, at: noon)
        }
        let found = try await temporary.store.search(text, limit: 1000).map(\.number)
        #expect(try await Self.queue(text, temporary.store).sorted() == found.sorted())
        #expect(found.isEmpty == (text == "zebra"))
    }

    @Test(arguments: [
        ("host:ws-b", [1]), ("host:WS-B", [1]), ("host:b", [1]), ("host:ws", []), ("site:lyon", [1]),
        ("site:Paris", []),
        ("rule:ups.on-battery", [1]), ("component:ups", [1]), ("component:disk", []), ("severity:warning", [1]),
        ("severity:critical", []), ("from:stranger", [3]), ("from:S@example.org", [3]), ("from:strang", []),
        ("from:!", []), ("from:nobody", [2, 1]), ("who:nobody", [3, 2, 1]), ("who:stranger", []), ("who:me", []),
        ("state:new tier:1 p:p4", [3, 1]), ("tier:2", []), ("secret from:stranger", [3]), ("secret host:ws-b", []),
        ("battery host:ws-b", [1]), ("#3", [3]), ("3", [3]), ("#1 #3", [3, 1]), ("category:training", []),
    ])
    func fieldsSayWhatATicketIs(_ text: String, _ numbers: [Int64]) async throws {
        let desk = try await TwoOrganisations()
        try await desk.store.place("b", HostPlace(site: desk.site), by: Self.root, at: noon)
        let found = try await desk.store.search(text, limit: 9).map(\.number)
        #expect(found == numbers)
        // The second one is closed, and so in no queue.
        #expect(Set(try await Self.queue(text, desk.store)) == Set(numbers).subtracting([2]))
        #expect(try await desk.store.search(text, limit: 9, in: desk.ours).isEmpty)
    }

    @Test func aTicketOfANumberComesBeforeWhatHoldsIt() async throws {
        let temporary = try await TemporaryStore()
        for title in ["error 3", "x", "y", "code 1"] {
            let filing = Filing(.incident, organisation: .first, title: Prose(title))
            _ = try await temporary.store.file(filing, by: Self.root, at: noon)
        }
        #expect(try await temporary.store.search("1", limit: 9).map(\.number) == [1, 4])
        #expect(try await temporary.store.search("3", limit: 1).map(\.number) == [3])
        #expect(try await temporary.store.search("\"3\" error", limit: 9).map(\.number) == [1])
        #expect(try await temporary.store.search("#1", limit: 9).map(\.number) == [1])
    }

    /// What a host is called where it went is nothing for those whom it left.
    @Test func aHostThatLeftIsNotFoundByItsNewName() async throws {
        let desk = try await TwoOrganisations()
        var journal = Journal("a")
        _ = try await desk.store.commit([journal.item(event(.open))], at: noon)
        let number = try #require(try await desk.store.tickets().first?.number)
        try await desk.store.perform(.close(reason: "x"), on: number, at: noon)
        try await desk.store.place("a", HostPlace(organisation: desk.theirs), by: Self.root, at: noon)
        try await desk.store.rename("a", to: "payroll", by: Self.root, at: noon)
        #expect(try await desk.store.search("battery", limit: 9, in: desk.ours).map(\.number) == [number])
        #expect(try await desk.store.search("host:payroll", limit: 9, in: desk.ours).isEmpty)
        #expect(try await desk.store.search("host:payroll", limit: 9).map(\.number) == [number])
    }

    /// A requester does not find theirs by the desk's own notes, in the queue as in the search.
    @Test func theDesksOwnNotesAreNotFoundByRequesters() async throws {
        let desk = try await TwoOrganisations()
        try await desk.store.perform(.note("the gasket leaks"), on: desk.ticket, at: noon)
        let scope = Scope(requester: desk.stranger.person)
        #expect(try await Self.queue("secret", desk.store, in: scope) == [desk.ticket])
        #expect(try await Self.queue("gasket", desk.store, in: scope).isEmpty)
        #expect(try await Self.queue("gasket", desk.store) == [desk.ticket])
        for text in ["from:me", "\(desk.ticket)", "#\(desk.ticket)"] {
            #expect(try await Self.queue(text, desk.store, in: scope) == [desk.ticket], "\(text)")
        }
    }
}
