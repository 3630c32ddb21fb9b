import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing

@testable import DeskCommands

struct ReportTests {
    private static func facts(_ verdict: Verdict) -> [Fact] {
        [
            Fact(
                component: DeskFixture.ssd,
                name: "Example SSD 1TB",
                verdict: verdict,
                readAt: ago(7300),
                identity: [("serial", "S3Z9NB0K")],
                readings: [Reading(.temperature, 38), Reading(.percentageUsed, 97)]
            ),
            Fact(
                component: Component(.updates, "apt"),
                name: "apt",
                verdict: .good,
                readAt: ago(4 * 3600),
                readings: [Reading(.pendingUpdates, 0)]
            ),
        ]
    }

    private static func sample() async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        try await desk.withStore { try await $0.record(facts(.watch), of: ID.laptop) }
        return desk
    }

    @Test func textInEnglish() async throws {
        let outcome = await (try Self.sample()).run("report", "ws-17", width: 100)
        #expect(outcome.status == 1)
        #expect(
            outcome.out == """
                ws-17: watch, 2026-11-23 21:00 UTC
                Last seen 2 h ago, readings 2 h to 4 h old.

                VERDICT NAME            READINGS                   READ
                Disks
                watch   Example SSD 1TB 38 °C, used 97 %, S3Z9NB0K 2 h ago
                Updates
                good    apt             pending 0                  4 h ago

                SEVERITY COMPONENT       WHAT IS WRONG                           OPENED  TICKET
                warning  Example SSD 1TB Rated endurance used: 97 % (limit 95 %) 3 d ago      1

                A clean report is no promise: 23 to 56 % of failing drives give no warning. Keep backups.

                """
        )
    }

    @Test func textInFrench() async throws {
        let outcome = await (try Self.sample()).run("report", "ws-17", language: "fr", width: 100)
        #expect(
            outcome.out == """
                ws-17\u{A0}: à surveiller, 2026-11-23 21:00 UTC
                Vu la dernière fois il y a 2\u{A0}h, mesures datant de 2\u{A0}h à 4\u{A0}h.

                ÉTAT         NOM             MESURES                     LU
                Disques
                à surveiller Example SSD 1TB 38\u{A0}°C, usure 97\u{A0}%, S3Z9NB0K il y a 2\u{A0}h
                Mises à jour
                bon          apt             en attente 0                il y a 4\u{A0}h

                GRAVITÉ       COMPOSANT       ANOMALIE                                          OUVERTE    BILLET
                avertissement Example SSD 1TB Endurance garantie consommée\u{A0}: 97\u{A0}% (limite 95\u{A0}%) il y a 3\u{A0}j      1

                Un rapport sans anomalie n'est pas une promesse\u{A0}: 23 à 56\u{A0}% des disques qui tombent en panne ne préviennent pas. Gardez des sauvegardes.

                """
        )
    }

    @Test func whatTheHostHasNotReadYetIsSaid() async throws {
        let desk = try await DeskFixture.sample()
        let unread = Reason.notRead.text
        let disk = Component(.disk, "S9")
        try await desk.withStore { store in
            try await store.record(Self.facts(.good), of: ID.server)
            try await store.record(
                [
                    Fact(component: .whole(.ups), name: "UPS", verdict: .unknown, reason: unread, readAt: ago(5)),
                    Fact(
                        component: disk,
                        name: "Example HDD",
                        verdict: .unknown,
                        reason: unread,
                        readAt: ago(7300),
                        readings: [Reading(.temperature, 30)]
                    ),
                    Fact(component: .whole(.sensor), name: "T", verdict: .other("new"), readAt: ago(5)),
                ],
                of: ID.server
            )
        }
        let outcome = await desk.run("report", "srv-1", width: 100)
        #expect(outcome.out.contains("not read yet Example HDD     30 °C "), "\(outcome.out)")
        #expect(outcome.out.contains("not read yet UPS"))
        #expect(outcome.out.contains("new          Temperatures"))
        #expect(outcome.out.contains("readings 2 h to 4 h old") || outcome.out.contains("readings 5 s to 4 h old"))
        #expect(outcome.status == 2, "its failing disk is known")
    }

    /// The ticket keeps the name of a disk of which no fact tells any more.
    @Test func aDiskThatIsGoneKeepsItsName() async throws {
        let outcome = await (try await DeskFixture.sample()).run("report", "srv-1")
        #expect(outcome.out.contains("critical Example HDD 4TB Disk is failing"), "\(outcome.out)")
    }

    @Test func json() async throws {
        let outcome = await (try Self.sample()).run("report", "0b5f7c1e", "--json")
        #expect(outcome.status == 1)
        let keys: Set = ["host", "time", "components", "conditions", "id", "last_seen", "retired_at"]
        #expect(Set(outcome.object.keys) == keys)
        #expect(outcome.object["host"] as? String == "ws-17")
        #expect(outcome.object["last_seen"] as? String == "2026-11-23T19:00:00.000Z")
        let conditions = outcome.object["conditions"] as? [[String: Any]]
        #expect(conditions?.map { $0["ticket"] as? Int } == [1])
    }

    @Test func criticalTicketWithoutFacts() async throws {
        let outcome = await (try DeskFixture.sample()).run("report", "srv-1")
        #expect(outcome.status == 2)
        #expect(outcome.out.contains("Last seen 30 s ago, no readings yet."))
    }

    @Test func allGood() async throws {
        let desk = DeskFixture()
        try await desk.enrol(ID.laptop, "ws-17")
        try await desk.withStore { try await $0.record(Self.facts(.good), of: ID.laptop) }
        #expect(await desk.run("report", "ws-17").status == 0)
    }

    @Test func nothingKnown() async throws {
        let desk = DeskFixture()
        try await desk.enrol(ID.laptop, "ws-17")
        #expect(await desk.run("report", "ws-17").status == 3)
    }

    @Test func silentHost() async throws {
        let desk = DeskFixture()
        try await desk.enrol(ID.server, "srv-1", .alwaysOn, seen: 600)
        _ = try await desk.withStore { try await $0.raise(.silent, host: ID.server, remark: nil, at: ago(60)) }
        let outcome = await desk.run("report", "srv-1")
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("Host is silent"))
        #expect(!outcome.out.contains(ID.server))
    }

    @Test func recoveredConditionIsNotReported() async throws {
        let desk = DeskFixture()
        try await desk.enrol(ID.laptop, "ws-17")
        try await desk.withStore { try await $0.record(Self.facts(.good), of: ID.laptop) }
        for (kind, seconds) in [(Event.Kind.open, 200.0), (.clear, 100)] {
            try await desk.commit(
                kind,
                "disk.wear",
                on: DeskFixture.ssd,
                .warning,
                97,
                limit: 95,
                .percent,
                name: "Example SSD 1TB",
                host: ID.laptop,
                ago: seconds
            )
        }
        #expect(await desk.run("tickets", "--json").objects.count == 1)
        #expect(await desk.run("report", "ws-17").status == 0)
    }

    @Test func unknownHostCannotBeTold() async throws {
        let outcome = await (try DeskFixture.sample()).run("report", "ws-99")
        #expect(outcome.status == 3)
        #expect(outcome.err.hasPrefix("vigie-desk: There is no host ws-99 at this desk."))
    }
}
