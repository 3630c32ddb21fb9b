import Desk
import DeskTestSupport
import GRDB
import Health
import Testing

@testable import DeskStore

/// The tabs of the queue, their pages and counts, and that who takes the next takes the top of them.
struct QueueTabTests {
    private static let root = DeskDatabase.scope

    /// Tickets of every part of the queue: Marie works at tier 1, Paul at tier 2.
    private struct Office {
        let temporary: TemporaryStore
        let marie: Account
        let paul: Account

        var store: DeskDatabase { temporary.store }

        init() async throws {
            temporary = try await TemporaryStore()
            let store = temporary.store
            let persons = ["Marie", "Paul"].map { Person(id: PersonID(0), organisation: .first, name: $0) }
            let ids = try await store.add(persons, by: root, at: noon).map(\.id)
            func account(_ login: String, _ person: PersonID, tier: Int) -> Account {
                let membership = Membership(.technician, in: .first, tier: tier)
                return Account(person: person, login: login, memberships: [membership], madeAt: noon)
            }
            (marie, paul) = (account("marie", ids[0], tier: 1), account("paul", ids[1], tier: 2))
            for account in [marie, paul] { try await store.save(account, by: root, at: noon) }
            let levels: [(Impact, Urgency)] = [(.low, .low), (.high, .high), (.medium, .medium), (.low, .high)]
            for number in 0..<16 {
                let (impact, urgency) = levels[number % levels.count]
                let title = Prose("printer \(number)")
                let filing = Filing(.incident, organisation: .first, title: title, impact: impact, urgency: urgency)
                _ = try await store.file(filing, by: root, at: noon.advanced(by: Double(number / 8)))
            }
            for number in [3, 4, 5] { try await store.perform(.assign(marie.person), on: Int64(number), at: noon) }
            for number in [6, 7] { try await store.perform(.pass(toTier: 2, reason: "x"), on: Int64(number), at: noon) }
            for number in [5, 8, 9, 10] {
                let until = number > 8 ? noon.advanced(by: Double(number * 60)) : nil
                try await store.perform(.reply(Prose("on it")), on: Int64(number), at: noon)
                try await store.perform(.wait(for: .parts, nil, until: until), on: Int64(number), at: noon)
            }
            // Its response clock runs on.
            try await store.perform(.wait(for: .parts, nil, until: nil), on: 2, at: noon)
            try await store.perform(.solve(cause: "x", solution: "y"), on: 11, at: noon)
            try await store.perform(.close(reason: "x"), on: 12, at: noon)
            // Nothing is promised of what an older desk opened.
            try await temporary.pool.write { database in
                try database.execute(
                    sql: """
                        UPDATE ticket SET response_by = NULL, resolution_by = NULL, breach_at = NULL
                        WHERE number IN (13, 14, 15)
                        """
                )
            }
        }

        func numbers(_ tab: QueueTab, of account: Account) async throws -> [Int64] {
            try await store.queue(QueueFilter(tab, of: account), in: root).tickets.map(\.number)
        }
    }

    @Test func everyTabHasTheSameOrder() async throws {
        let office = try await Office()
        let all = try await office.store.queue(QueueFilter(.all, of: office.marie), in: Self.root)
        #expect(all.tickets.count == 14)
        #expect(all.next == nil)
        let places = all.tickets.map(QueuePlace.init)
        #expect(places == places.sorted())
        #expect(all.waiting.map(\.number) == [9, 10, 5, 8])
        #expect(all.working.suffix(3).map(\.number) == [14, 15, 13], "by priority")
        for tab in QueueTab.allCases {
            let numbers = try await office.numbers(tab, of: office.marie)
            #expect(numbers == all.tickets.map(\.number).filter(numbers.contains), "\(tab)")
        }
        #expect(Set(try await office.numbers(.mine, of: office.marie)) == [3, 4, 5])
        #expect(try await office.numbers(.mine, of: office.paul).isEmpty)
        #expect(Set(try await office.numbers(.tier, of: office.paul)) == [6, 7])
        #expect(Set(try await office.numbers(.paused, of: office.paul)) == [2, 5, 8, 9, 10])
        #expect(try await office.numbers(.unassigned, of: office.paul).count == 11)
    }

    @Test func countsAreThoseOfTheRows() async throws {
        let office = try await Office()
        for account in [office.marie, office.paul] {
            let counts = try await office.store.queueCounts(of: account, in: Scope(account))
            #expect(Set(counts.keys) == Set(QueueTab.allCases))
            for tab in QueueTab.allCases {
                #expect(try await office.numbers(tab, of: account).count == counts[tab], "\(tab)")
            }
        }
        var observer = office.marie
        observer.memberships = [Membership(.observer, in: .first)]
        let counts = try await office.store.queueCounts(of: observer, in: Scope(observer))
        #expect(counts[.tier] == 0, "who works at no tier has none")
        #expect(counts[.all] == 14)
    }

    @Test(arguments: QueueTab.allCases, [1, 2, 3, 5, 13, 14, 15])
    func pagesHoldEachRowOnce(_ tab: QueueTab, _ limit: Int) async throws {
        let office = try await Office()
        let whole = try await office.numbers(tab, of: office.marie)
        var filter = QueueFilter(tab, of: office.marie, limit: limit)
        var numbers: [Int64] = []
        repeat {
            let page = try await office.store.queue(filter, in: Self.root)
            #expect(page.tickets.count <= limit)
            numbers += page.tickets.map(\.number)
            filter.after = page.next
        } while filter.after != nil && numbers.count <= whole.count
        #expect(numbers == whole)
    }

    /// On from each ticket and back again, whichever part of the queue it is in.
    @Test(arguments: QueueTab.allCases)
    func neighboursAreThoseOfTheRows(_ tab: QueueTab) async throws {
        let office = try await Office()
        let filter = QueueFilter(tab, of: office.marie)
        let tickets = try await office.store.queue(filter, in: Self.root).tickets
        let numbers = tickets.map { Int64?($0.number) }
        for (place, ticket) in tickets.enumerated() {
            let neighbours = try await office.store.neighbours(of: ticket, filter: filter, in: Self.root)
            let previous = place == 0 ? nil : numbers[place - 1]
            let next = place == numbers.count - 1 ? nil : numbers[place + 1]
            #expect(neighbours == QueueNeighbours(previous: previous, next: next), "\(ticket.number)")
        }
    }

    /// One that was taken is no longer among what nobody has, and still leads on from its place there.
    @Test func aTicketNeedNotBeInItsTab() async throws {
        let office = try await Office()
        let filter = QueueFilter(.unassigned, of: office.marie)
        let taken = try #require(try await office.store.ticket(3)?.ticket)
        let others = try await office.store.queue(filter, in: Self.root).tickets
        #expect(!others.contains { $0.number == 3 })
        let neighbours = try await office.store.neighbours(of: taken, filter: filter, in: Self.root)
        let place = QueuePlace(taken)
        #expect(neighbours.previous == others.last { QueuePlace($0) < place }?.number)
        #expect(neighbours.next == others.first { QueuePlace($0) > place }?.number)
    }

    @Test func afterASolvedTicketComesTheTop() async throws {
        let office = try await Office()
        let filter = QueueFilter(.all, of: office.marie)
        let top = try await office.store.queue(filter, in: Self.root).tickets.first?.number
        for number in [Int64(11), 12] {
            let solved = try #require(try await office.store.ticket(number)?.ticket)
            let neighbours = try await office.store.neighbours(of: solved, filter: filter, in: Self.root)
            #expect(neighbours == QueueNeighbours(previous: nil, next: top))
        }
    }

    @Test func neighboursHoldTheWordsOfTheQuery() async throws {
        let office = try await Office()
        let filter = QueueFilter(.all, of: office.marie, query: try TicketQuery("tier:2"))
        let six = try #require(try await office.store.ticket(6)?.ticket)
        let neighbours = try await office.store.neighbours(of: six, filter: filter, in: Scope(office.marie))
        #expect([neighbours.previous, neighbours.next].compactMap { $0 } == [7])
    }

    @Test func aPageOfNothingEnds() async throws {
        let office = try await Office()
        for limit in [0, -1, Int.min] {
            let page = try await office.store.queue(QueueFilter(.all, of: office.marie, limit: limit), in: Self.root)
            #expect(page == Queue([]), "\(limit)")
        }
        let page = try await office.store.queue(QueueFilter(.all, of: office.marie, limit: .max), in: Self.root)
        #expect(page.tickets.count == 14)
    }

    /// What waits is shown, but nobody is given it.
    @Test func theNextIsTheTopOfTheTab() async throws {
        let office = try await Office()
        for account in [office.marie, office.paul, office.marie] {
            let tab = try await office.store.queue(QueueFilter(.tier, of: account), in: Self.root).tickets
            let top = tab.first { $0.assignee == nil && $0.state != .pending }
            let taken = try await office.store.takeNext(for: account, by: Self.root, at: noon)?.ticket.number
            #expect(taken == top?.number)
            #expect(taken != nil && taken != 2)
        }
    }

    @Test func whatAPageIsBoundToIsReadAtOnce() async throws {
        let office = try await Office()
        let names = try await office.store.agreements(of: [1, 2, 99], in: Self.root)
        #expect(Set(names.keys) == [1, 2])
        #expect(names[1] == (try await office.store.ticket(1)?.log.agreement))
        let book = try await office.store.book()
        #expect(names[1].flatMap(book.agreement)?.policy.name == "Standard")
    }

    @Test(arguments: [
        ("printer", 14), ("printer tier:2", 2), ("who:me", 3), ("who:nobody état:new", 5), ("who:paul", 0), ("#7", 1),
        ("7", 2), ("12", 1), ("p:p1 p:p2", 4), ("state:closed", 0), ("zebra", 0), ("---", 0),
        ("printer state:pending", 5),
        ("host:a", 0),
    ])
    func aQueryNarrowsATab(_ text: String, _ count: Int) async throws {
        let office = try await Office()
        let filter = QueueFilter(.all, of: office.marie, query: try TicketQuery(text))
        let tickets = try await office.store.queue(filter, in: Scope(office.marie)).tickets
        #expect(tickets.count == count, "\(tickets.map(\.number))")
    }
}
