import Desk
import Testing

@testable import DeskCommands

struct HandlingTests {
    @Test func note() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("note", "3", "call", "the", "user")
        #expect(outcome.status == 0)
        #expect(outcome.out == "Ticket 3: noted.\n")
        let log = try await desk.withStore { try await $0.ticket(3)?.log }
        #expect(log?.last?.kind == .noted("call the user"))
        #expect(log?.last?.author == .person("anne"))
        #expect(log?.last?.at == now)
    }

    @Test func closing() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("close", "3", "--reason", "disk replaced", "--by", "zoé", language: "fr")
        #expect(outcome.out == "Billet 3\u{A0}: clos.\n")
        let found = try await desk.withStore { try await $0.ticket(3) }
        #expect(found?.ticket.state == .closed)
        #expect(found?.log.last?.author == .person("zoé"))
        #expect(found?.log.last?.kind == .closed(reason: "disk replaced"))
        let again = await desk.run("close", "3")
        #expect(again.status == 1)
        #expect(again.err == "vigie-desk: Ticket 3 is left as it is. It is closed already.\n")
    }

    @Test(arguments: [["note", "99", "x"], ["close", "99"]])
    func unknownTicket(arguments: [String]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(arguments)
        #expect(outcome.status == 1)
        #expect(outcome.err == "vigie-desk: There is no ticket 99. 'vigie-desk tickets --all' lists those there are.\n")
    }

    @Test func noWords() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("note", "1").status == 64)
        #expect(await desk.run("note", "1", "").err == "vigie-desk: Ticket 1 is left as it is. A note has words.\n")
    }
}
