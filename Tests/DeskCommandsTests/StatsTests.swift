import Foundation
import Testing

@testable import DeskCommands

struct StatsTests {
    @Test func textInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("stats", width: 80)
        #expect(
            outcome.out == """
                BY       WHICH                               TICKETS
                all      -                                         3
                state    new                                       1
                state    open                                      1
                state    closed                                    1
                severity critical                                  1
                severity warning                                   2
                tier     1, support                                3
                rule     Disk is failing (disk.failing)            1
                rule     Rated endurance used (disk.wear)          1
                rule     Running on battery (ups.on-battery)       1
                host     srv-1                                     2
                host     ws-17                                     1

                Time to close: median 1 h, 90 % within 1 h, mean 1 h.
                Open: 2, median age 2 min; 1 for a day or more, 0 for 7 days, 0 for 30.

                """
        )
    }

    @Test func textInFrench() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("stats", language: "fr", width: 80)
        #expect(
            outcome.out == """
                PAR     LEQUEL                                     BILLETS
                tous    -                                                3
                état    nouveau                                          1
                état    ouvert                                           1
                état    clos                                             1
                gravité critique                                         1
                gravité avertissement                                    2
                niveau  1, assistance                                    3
                règle   Le disque tombe en panne (disk.failing)          1
                règle   Endurance garantie consommée (disk.wear)         1
                règle   Alimentation sur batterie (ups.on-battery)       1
                poste   srv-1                                            2
                poste   ws-17                                            1

                Délai de clôture\u{A0}: médiane 1\u{A0}h, 90\u{A0}% en moins de 1\u{A0}h, moyenne 1\u{A0}h.
                Ouverts\u{A0}: 2, âge médian 2\u{A0}min\u{A0}; 1 depuis un jour ou plus, 0 depuis 7 jours, 0 depuis 30.

                """
        )
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
