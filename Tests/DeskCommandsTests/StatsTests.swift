import Foundation
import Testing

@testable import DeskCommands

struct StatsTests {
    @Test func textInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("stats", width: 80).out == "")
    }

    @Test func textInFrench() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("stats", language: "fr", width: 80).out == "")
    }

    @Test func json() async throws {
        let desk = try await DeskFixture.sample()
        let stats = await desk.run("stats", "--json").object
        let keys: Set = [
            "time", "total", "by_state", "by_severity", "by_tier", "by_rule", "by_host", "time_to_close", "backlog_age",
        ]
        #expect(Set(stats.keys) == keys)
        #expect(stats["total"] as? Int == 3)
        let states = ["new": 1, "open": 1, "pending": 0, "resolved": 0, "closed": 1]
        #expect(stats["by_state"] as? [String: Int] == states)
        #expect(stats["by_severity"] as? [String: Int] == ["info": 0, "warning": 2, "critical": 1])
        #expect(stats["by_tier"] as? [String: Int] == ["1": 3, "2": 0, "3": 0, "4": 0])
        let closing = try #require(stats["time_to_close"] as? [String: Any])
        #expect(Set(closing.keys) == ["count", "mean_s", "median_s", "p90_s"])
        #expect(closing["median_s"] as? Double == 3600)
        let hosts = try #require(stats["by_host"] as? [[String: Any]])
        #expect(hosts.map { $0["name"] as? String } == ["srv-1", "ws-17"])
    }

    @Test func nothing() async throws {
        let desk = DeskFixture()
        try await desk.withStore { _ in }
        let outcome = await desk.run("stats")
        #expect(outcome.out.hasSuffix("\n\nNo ticket has been closed.\nNo ticket is open.\n"))
        let backlog = await desk.run("stats", "--json").object["backlog_age"] as? [String: Any]
        #expect(backlog?["count"] as? Int == 0)
        #expect(backlog?["median_s"] is NSNull)
    }
}
