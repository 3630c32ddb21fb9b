import DeskTestSupport
import Desk
import DeskStore
import Testing

@testable import DeskCommands

struct HandlingTests {
    @Test(arguments: [["note", "3"], ["ticket", "note", "3"]])
    func note(arguments: [String]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(arguments + ["call", "the", "user"])
        #expect(outcome.status == 0, "\(outcome.err)")
        #expect(outcome.out == "Ticket 3: noted.\n")
        let log = try await desk.withStore { try await $0.ticket(3)?.log }
        guard case .noted(let note)? = log?.last?.kind else {
            Issue.record("no note")
            return
        }
        #expect(note.text.text == "call the user")
        #expect(log?.last?.author == .local("anne"))
        #expect(log?.last?.at == now)
    }

    @Test func closing() async throws {
        let desk = try await DeskFixture.sample()
        let bare = await desk.run("close", "3")
        #expect(bare.status == 1)
        #expect(bare.err.contains("Cause and solution are wanted"))
        let outcome = await desk.run("close", "3", "--reason", "disk replaced", language: "fr")
        #expect(outcome.out == "Billet 3\u{A0}: clos.\n")
        let found = try await desk.withStore { try await $0.ticket(3) }
        #expect(found?.ticket.state == .closed)
        #expect(found?.log.last?.author == .local("anne"))
        guard case .closed(let closing)? = found?.log.last?.kind else {
            Issue.record("not closed")
            return
        }
        #expect(closing.reason == .overridden && closing.text?.text == "disk replaced")
        let again = await desk.run("close", "3")
        #expect(again.status == 1)
        #expect(again.err == "vigie-desk: Ticket 3 is left as it is. It is closed already.\n")
    }

    @Test(arguments: [["note", "99", "x"], ["close", "99"], ["ticket", "spend", "99", "5min"]])
    func unknownTicket(arguments: [String]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(arguments)
        #expect(outcome.status == 1)
        #expect(
            outcome.err == "vigie-desk: There is no ticket 99. 'vigie-desk ticket list --all' lists those there are.\n"
        )
    }

    @Test func noWords() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("note", "1").status == 64)
        #expect(await desk.run("note", "1", "").err == "vigie-desk: There are no words.\n")
    }
}
