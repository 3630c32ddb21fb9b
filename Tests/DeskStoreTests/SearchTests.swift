import DeskTestSupport
import Desk
import Health
import Testing

@testable import DeskStore

struct SearchTests {
    private func filled() async throws -> TemporaryStore {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        let disk = Component(.disk, "S3Z9NB0K")
        let batch = [
            journal.item(event(.open, "disk.reallocated-sectors", of: disk)), journal.item(event(.open)),
            journal.item(event(.open, "temperature.limit", of: Component(.sensor, "Carte mère", part: "CPU"))),
        ]
        _ = try await temporary.store.commit(batch, at: noon)
        try await temporary.store.perform(.note("Le technicien a remplacé la batterie œil-de-bœuf."), on: 2, at: noon)
        return temporary
    }

    @Test(arguments: [
        ("réalloués", [1]), ("realloues", [1]), ("REALLOUES", [1]), ("réalloué", [1]), ("sectors", [1]),
        ("Secteurs", [1]),
        ("s3z9nb0k", [1]), ("S3Z9", [1]), ("disk/S3Z9NB0K/disk.reallocated-sectors", [1]),
        ("ws-a", [3, 2, 1]), ("smart-ups", [3, 2, 1]), ("alimentation batterie", [2]), ("remplace", [2]),
        ("boeuf", [2]),
        ("bœuf", [2]), ("mere", [3]), ("mère cpu", [3]), ("re\u{301}alloues", [1]), ("absent", []),
        ("secteurs batterie", []),
        ("", []), ("\" OR * ( NEAR ^", []), ("words:sectors", []), ("sectors NOT", []), ("\u{0}", []), ("---", []),
    ])
    func finds(_ words: String, _ numbers: [Int64]) async throws {
        let temporary = try await filled()
        #expect(try await temporary.store.search(words, limit: 10).map(\.number) == numbers)
    }

    /// Why the desk closes a ticket by itself is not what anybody looks for, and every clear would pay for it.
    @Test func whatTheDeskSaysByItselfIsNotFound() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        _ = try await temporary.store.commit([journal.item(event(.open)), journal.item(event(.clear))], at: noon)
        #expect(try await temporary.store.tickets(TicketFilter(limit: 9)).map(\.state) == [.closed])
        #expect(try await temporary.store.search("recovered", limit: 9).isEmpty)
    }

    @Test func aWordInAnAccentedNoteIsFoundWithoutAndTheOtherWayRound() async throws {
        let temporary = try await filled()
        try await temporary.store.perform(.note("secteurs realloues, defaillance"), on: 3, at: noon)
        #expect(try await temporary.store.search("réalloués", limit: 10).map(\.number) == [3, 1])
        #expect(try await temporary.store.search("défaillance", limit: 10).map(\.number) == [3])
    }

    @Test func theNewestComeFirstAndTheLimitHolds() async throws {
        let temporary = try await filled()
        #expect(try await temporary.store.search("smart", limit: 2).map(\.number) == [3, 2])
    }

    /// The index takes many tickets at once; whoever searches sees all of them.
    @Test func aTicketIsFoundWhetherItsIndexWasDueOrNot() async throws {
        let temporary = try await TemporaryStore()
        var journal = Journal("a")
        for first in stride(from: 1, through: 501, by: 100) {
            let batch = (first..<first + 100).map { journal.item(event(.open, of: Component(.ups, "R\($0)X"))) }
            _ = try await temporary.store.commit(batch, at: noon)
            for number in [first, first + 99] where first != 301 {
                #expect(try await temporary.store.search("r\(number)x", limit: 10).map(\.number) == [Int64(number)])
            }
        }
        #expect(try await temporary.store.search("r350x", limit: 10).map(\.number) == [350])
        #expect(try await temporary.store.search("smart", limit: 1000).count == 600)
    }

    /// A page is full where there is enough to be found, whatever lies between.
    @Test func theDesksOwnNotesTakeNoPlaceOnARequestersPage() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let person = try await store.add(
            [Person(id: PersonID(0), organisation: .first, name: "Marie")],
            by: DeskDatabase.scope,
            at: noon
        )[0].id
        let account = Account(
            person: person,
            login: "marie",
            memberships: [Membership(.requester, in: .first)],
            madeAt: noon
        )
        // One transaction, for a hundred of them take their time.
        try await store.write { [shelf = store.shelf] connection in
            let book = try shelf.book(connection)
            for number in 1...102 {
                let filing = Filing(.incident, organisation: .first, title: Prose("printer"), requester: person)
                let text = Prose("the gasket leaks")
                let answer: LogEntry.Kind = number <= 2 ? .replied(text) : .noted(Note(text))
                let steps = [Step(.person(person), .filed(filing)), Step(.local("operator"), answer)]
                _ = try TicketLog.write(steps, on: nil, at: noon, by: book, connection)
            }
        }
        let scope = Scope(account)
        for (limit, numbers) in [(1, [2]), (2, [2, 1]), (10, [2, 1]), (1000, [2, 1]), (0, [])] as [(Int, [Int64])] {
            #expect(try await store.search("gasket", limit: limit, in: scope).map(\.number) == numbers, "\(limit)")
        }
        #expect(try await store.search("gasket", limit: 3).map(\.number) == [102, 101, 100])
        #expect(try await store.search("printer", limit: 101, in: scope).count == 101)
        #expect(try await store.search("gasket", limit: 1000).count == 102)
    }

    @Test func filters() async throws {
        let temporary = try await filled()
        try await temporary.store.perform(.close(reason: "replaced"), on: 1, at: noon)
        func numbers(_ filter: TicketFilter) async throws -> [Int64] {
            try await temporary.store.tickets(filter).map(\.number)
        }
        #expect(try await numbers(TicketFilter()) == [3, 2, 1])
        #expect(try await numbers(TicketFilter(states: Ticket.State.unfinished)) == [3, 2])
        #expect(try await numbers(TicketFilter(states: [.closed])) == [1])
        #expect(try await numbers(TicketFilter(states: [])) == [])
        #expect(try await numbers(TicketFilter(host: "b")) == [])
        #expect(try await numbers(TicketFilter(rule: "ups.on-battery", severity: .warning, tier: 1)) == [2])
        #expect(try await numbers(TicketFilter(before: 3, limit: 1)) == [2])
    }
}
