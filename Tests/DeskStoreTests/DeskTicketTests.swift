import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing

struct DeskTicketTests {
    @Test func silenceComesAndGoes() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let raised = try #require(
            try await store.raise(.silent, host: "a", remark: .missing(first: 1, last: 2), at: noon)
        )
        #expect(raised.rule == "host.silent")
        #expect(raised.condition?.summary(in: .en) == "Host is silent")
        #expect(try await store.raise(.silent, host: "a", remark: .missing(first: 1, last: 2), at: noon) == nil)
        #expect(try await store.search("silent", limit: 10).map(\.number) == [raised.number])
        #expect(try await store.clear(.silent, host: "a", at: noon)?.state == .closed)
        #expect(try await store.clear(.silent, host: "a", at: noon) == nil)
        let log = try #require(try await store.ticket(raised.number)).log
        #expect(log.map(\.kind.name) == ["opened", "remarked", "recovered", "closed"])
    }

    @Test func silenceAfterAClosingByHandIsANewTicketOnceTheHostWasBack() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let first = try #require(try await store.raise(.silent, host: "a", remark: nil, at: noon))
        try await store.perform(.close(reason: "on holiday"), on: first.number, at: noon)
        #expect(try await store.raise(.silent, host: "a", remark: nil, at: noon) == nil)
        try await store.clear(.silent, host: "a", at: noon)
        let second = try await store.raise(.silent, host: "a", remark: nil, at: noon)
        #expect(second?.number == first.number + 1)
    }

    @Test func aPersonWritesInTheLog() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let number = try #require(try await store.raise(.identity, host: "a", remark: nil, at: noon)).number
        try await store.perform(.note("same disk image"), on: number, at: noon)
        try await store.perform(.pass(toTier: 2, reason: "needs a new identity"), on: number, at: noon)
        let closed = try await store.perform(.close(reason: "enrolled anew"), on: number, at: noon.advanced(by: 90))
        #expect(closed.tier == 2)
        #expect(closed.closedBy == .local("operator"))
        let stored = try #require(try await store.ticket(number))
        #expect(stored.ticket == closed)
        #expect(Ticket(log: stored.log, book: try await store.book()) == closed)
        #expect(try await store.search("anew", limit: 1).map(\.number) == [number])
        let statistics = try await store.statistics(at: noon)
        #expect(statistics.timeToClose.mean == 90)
        #expect(statistics.byTier == [2: 1])
    }

    @Test func whatIsNotThereOrNotAllowedIsSaid() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let unknown = await #expect(throws: DeskError.self) { try await store.perform(.note("x"), on: 9, at: noon) }
        #expect(unknown?.code == .unknownTicket)
        #expect(try await store.ticket(9) == nil)
        let number = try #require(try await store.raise(.gap, host: "a", remark: nil, at: noon)).number
        let refused = await #expect(throws: DeskError.self) {
            try await store.perform(.note(""), on: number, at: noon)
        }
        #expect(refused?.code == .badText)
        #expect(try await store.ticket(number)?.ticket.isTouched == false)
    }
}
