import Testing

/// Words and fields as people type them after 'search' and 'queue'.
struct QueryCommandTests {
    @Test(arguments: [
        (["host:ws-17"], [1]), (["poste:srv-1"], [3, 2]), (["endurance", "host:srv-1"], []),
        (["gravité:critique"], [3]),
        (["state:closed"], [2]), (["#2"], [2]), (["rule:disk.failing", "tier:1"], [3]), (["p:p1"], [3]),
        (["replacement", "state:open"], [1]), (["who:nobody", "component:ups"], [2]),
    ])
    func aSearchTakesFields(words: [String], numbers: [Int]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(["search", "--json"] + words)
        #expect(outcome.objects.map { $0["number"] as? Int } == numbers, "\(outcome.err)")
    }

    @Test(arguments: [
        ([], [1, 3]), (["endurance"], [1]), (["p:p1"], [3]), (["disk", "sévérité:x"], []), (["host:srv-1"], [3]),
        (["state:closed"], []),
    ])
    func theQueueIsNarrowedByTheSame(words: [String], numbers: [Int]) async throws {
        let desk = try await DeskFixture.sample()
        let queue = await desk.run(["queue", "--json"] + words).object
        let working = queue["working"] as? [[String: Any]] ?? []
        #expect(working.map { $0["number"] as? Int } == numbers)
    }

    @Test func theQueueSaysThatThereIsMore() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("queue", "--limit", "1").err == "These are the first 1; --limit shows more.\n")
        #expect(await desk.run("queue", "--limit", "2", language: "fr").err.isEmpty)
    }

    @Test(arguments: ["search", "queue"])
    func aWrongValueIsNamed(command: String) async throws {
        let desk = try await DeskFixture.sample()
        let english = await desk.run(command, "state:moon")
        #expect(english.status == 1)
        #expect(english.err.contains("'moon' is no state"), "\(english.err)")
        let french = await desk.run(command, "état:lune", language: "fr_CA.UTF-8")
        #expect(french.err.contains("n'est pas un état"), "\(french.err)")
    }

    @Test(arguments: ["search", "queue"])
    func theHelpNamesTheFields(command: String) async throws {
        let outcome = await DeskFixture().run(command, "--help")
        #expect(outcome.out.contains("search"), "\(outcome.out)")
        if command == "search" { #expect(outcome.out.contains("host:NAME") && outcome.out.contains("gravité")) }
    }
}
