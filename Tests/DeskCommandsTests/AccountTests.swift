import Testing

@testable import DeskCommands

/// What an administrator changes of accounts.
struct AccountTests {
    /// A desk with the technician marie, who has ticket 3.
    private static func desk() async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        for command in [
            ["person", "add", "Marie Example"],
            [
                "account", "add", "marie", "--person", "1", "--role", "technician", "--experience", "2", "--skill",
                "e-mail",
            ],
            ["ticket", "take", "3", "--for", "marie"],
        ] {
            let outcome = await desk.run(command)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
        }
        return desk
    }

    private static func marie(_ desk: DeskFixture) async -> [String: Any] {
        await desk.run("account", "list", "--json").objects.first ?? [:]
    }

    private static func assignee(_ desk: DeskFixture) async -> Int? {
        await desk.run("ticket", "show", "3", "--json").object["assignee"] as? Int
    }

    @Test func eachOfItCanBeChanged() async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run("account", "change", "marie", "--experience", "24")
        #expect(outcome.out == "Account marie: changed.\n", "\(outcome.err)")
        #expect(await Self.marie(desk)["experience_months"] as? Int == 24)
        #expect(await Self.marie(desk)["skills"] as? [String] == ["e-mail"], "what is not named stays")
        let skills = ["--skill", "hardware", "--skill", "network"]
        let french = await desk.run(["account", "change", "marie", "--limit", "1"] + skills, language: "fr")
        #expect(french.out == "Compte marie\u{A0}: modifié.\n", "\(french.err)")
        #expect(await Self.marie(desk)["skills"] as? [String] == ["hardware", "network"])
        #expect(await Self.marie(desk)["experience_months"] as? Int == 24)
        #expect(await Self.assignee(desk) == 1, "the ticket is still theirs")
        let next = await desk.run("next", "--for", "marie")
        #expect(next.status == 1 && next.err.contains("may have 1 at once"), "\(next.err)")
    }

    /// They have less experience than was thought, and their tier asks for more.
    @Test func aTierThatAsksForMoreIsSaid() async throws {
        let desk = try await Self.desk()
        _ = await desk.run("account", "role", "marie", "--role", "technician", "--tier", "2")
        let outcome = await desk.run("account", "change", "marie", "--experience", "5")
        #expect(outcome.err == "Warning: tier 2 asks for 6 months of experience; marie has 5.\n")
    }

    @Test func aRoleIsTakenAway() async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run("account", "role", "marie", "--remove", language: "fr")
        #expect(outcome.out == "Compte marie\u{A0}: modifié.\n", "\(outcome.err)")
        #expect(await Self.marie(desk)["roles"] as? [String] == [])
        #expect(await Self.assignee(desk) == nil, "the ticket is given back")
        let again = await desk.run("account", "role", "marie", "--remove")
        #expect(again.status == 1 && again.err.contains("marie has no role in organisation 1"), "\(again.err)")
        #expect(await desk.run("check").status == 0)
    }

    @Test func aRoleElsewhereStays() async throws {
        let desk = try await Self.desk()
        _ = await desk.run("organisation", "add", "Example Ltd")
        let elsewhere = ["--organisation", "Example Ltd"]
        #expect(await desk.run(["account", "role", "marie", "--role", "observer"] + elsewhere).status == 0)
        #expect(await desk.run(["account", "role", "marie", "--remove"] + elsewhere).status == 0)
        #expect(await Self.marie(desk)["roles"] as? [String] == ["technician (main)"])
        #expect(await Self.assignee(desk) == 1)
    }

    @Test func whoIsLockedGivesBackTheirTickets() async throws {
        let desk = try await Self.desk()
        #expect(await desk.run("account", "lock", "marie").status == 0)
        #expect(await Self.assignee(desk) == nil)
        #expect(await desk.run("account", "lock", "marie", "--undo").status == 0)
        #expect(await Self.assignee(desk) == nil)
    }

    @Test(
        arguments: [
            (["change", "marie"], 64, "Say what is to change"),
            (["change", "nobody", "--limit", "3"], 1, "no account"),
            (["change", "marie", "--experience", "1201"], 64, "0 to 1200"),
            (["change", "marie", "--limit", "1001"], 64, "0 to 1000"), (["role", "marie"], 64, "--role, or --remove"),
            (["role", "marie", "--role", "observer", "--remove"], 64, "--role, or --remove"),
            (["role", "marie", "--remove", "--tier", "2"], 64, "Only technicians"),
            (["role", "marie", "--role", "technician", "--tier", "5"], 64, "1 to 4"),
            (["role", "nobody", "--remove"], 1, "no account"),
        ] as [([String], Int32, String)]
    )
    func mistakesHaveAWord(arguments: [String], status: Int32, word: String) async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run(["account"] + arguments)
        #expect(outcome.status == status, "\(outcome.err)")
        #expect(outcome.err.contains(word), "\(outcome.err)")
        #expect(await Self.assignee(desk) == 1)
    }
}
