import Testing

@testable import DeskCommands

struct ShowTests {
    @Test func everythingInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("show", "1", width: 100)
        #expect(outcome.status == 0)
        #expect(outcome.out == "")
    }

    @Test func everythingInFrench() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("show", "2", language: "fr_FR.UTF-8", width: 100).out == "")
    }

    @Test func json() async throws {
        let desk = try await DeskFixture.sample()
        let ticket = await desk.run("show", "1", "--json").object
        let added: Set = ["host_id", "value", "limit", "unit", "since", "closed_by", "recovered", "evidence", "log"]
        #expect(Set(ticket.keys) == TicketsTests.keys.union(added))
        #expect(ticket["host_id"] as? String == ID.laptop)
        #expect(ticket["value"] as? Double == 97)
        let log = try #require(ticket["log"] as? [[String: Any]])
        #expect(log.map { $0["kind"] as? String } == ["opened", "noted"])
        #expect(log[0]["limit"] as? Double == 95)
        #expect(log[1]["author"] as? String == "person:marie")
        #expect(log[1]["text"] as? String == "replacement ordered")
        #expect(log[1]["at"] as? String == "2026-11-22T21:00:00.000Z")
    }

    @Test func unknownTicket() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("show", "99")
        #expect(outcome.status == 1)
        #expect(outcome.out.isEmpty)
        #expect(
            outcome.err == "vigie-desk: There is no ticket 99. 'vigie-desk tickets --all' lists those there are.\n"
        )
    }

    @Test(arguments: ["-1", "x", "99999999999999999999"])
    func noNumber(text: String) async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("show", text).status == 64)
    }
}
