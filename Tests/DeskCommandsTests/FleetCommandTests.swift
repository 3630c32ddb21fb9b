import Testing

@testable import DeskCommands

struct FleetCommandTests {
    @Test func theFleetIsToldAtAGlance() async throws {
        let desk = try await DeskFixture.sample()
        let told = await desk.run("fleet")
        #expect(told.status == 0 && told.out.hasPrefix("2 hosts: 1 failing, 1 to watch\n"), "\(told.out)\(told.err)")
        #expect(told.out.contains("no site") && told.out.contains("srv-1") && told.out.contains("Example HDD 4TB"))
        let french = await desk.run("fleet", language: "fr_FR.UTF-8")
        #expect(french.out.hasPrefix("2 postes\u{A0}: 1 défaillant, 1 à surveiller\n"), "\(french.out)")
        let some = await desk.run("fleet", "--by", "fault", "--verdict", "watch")
        #expect(some.out.contains("ws-17") && !some.out.contains("srv-1"), "\(some.out)")
    }

    @Test func theFleetIsToldToPrograms() async throws {
        let desk = try await DeskFixture.sample()
        let told = await desk.run("fleet", "--by", "fault", "--json").object
        #expect(told["hosts"] as? Int == 2 && told["by"] as? String == "fault")
        #expect((told["verdicts"] as? [String: Int])?["failing"] == 1)
        let listed = told["listed"] as? [[String: Any]]
        #expect(listed?.map { $0["verdict"] as? String } == ["failing", "watch"])
        #expect(listed?.first?["silent"] as? Bool == false)
        let groups = told["groups"] as? [[String: Any]]
        #expect(groups?.map { $0["name"] as? String } == ["disk.failing", "disk.wear"])
    }

    @Test func whatIsNoGroupingOrVerdictIsRefused() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("fleet", "--by", "colour").status == 64)
        #expect(await desk.run("fleet", "--verdict", "ill").status == 64)
    }
}
