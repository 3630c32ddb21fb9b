import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing

@testable import DeskCommands

struct ShowTests {
    @Test func everythingInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("show", "1", width: 100)
        #expect(outcome.status == 0)
        // A new desk's office hours are those of its machine's zone.
        let lines = outcome.out.split(separator: "\n", omittingEmptySubsequences: false)
        let deadlines = lines.filter { $0.hasPrefix("Respond by   2026-11-2") || $0.hasPrefix("Solve by     2026-1") }
        #expect(deadlines.count == 2)
        #expect(
            lines.filter { !deadlines.contains($0) }.joined(separator: "\n") == """
                Ticket 1: Rated endurance used: 97 % (limit 95 %)

                Severity     warning
                State        open
                Tier         1, support
                Host         ws-17 (0b5f7c1e-1111-4aaa-8bbb-000000000001)
                Component    Example SSD 1TB
                Key          disk/S3Z9NB0K/disk.wear
                Since        2026-11-20 21:00 UTC, 3 d ago
                Opened       2026-11-20 21:00 UTC, 3 d ago
                Changed      2026-11-22 21:00 UTC, 24 h ago
                Occurrences  1
                Evidence     Endurance used: 100 % is the end of what the vendor promises, not failure; smartd's next release warns above 95 %.
                What to do   Check that this disk has a recent backup: it does not fail yet, but is at the end of what its vendor promises. Order a disk of the same size or larger, and agree on a day to replace this one. Look for what writes so much, such as swap or virtual machines; 'vigie disks NAME' shows how much was written.

                WHEN                 WHO   WHAT
                2026-11-20 21:00 UTC agent opened: warning, 97 % (limit 95 %)
                2026-11-22 21:00 UTC marie note: replacement ordered

                """
        )
    }

    /// A technician sees which disk it is, and where it failed.
    @Test func whatIsKnownOfTheComponentStandsInTheTicket() async throws {
        let desk = try await DeskFixture.sample()
        let fact = Fact(
            component: Component(.disk, "S3Z9NB0K"),
            name: "Example SSD 1TB",
            verdict: .failing,
            readAt: ago(600),
            identity: [("serial", "S3Z9NB0K"), ("firmware", "F1")],
            readings: [Reading(.failedSelfTests, 1), Reading(.failingAddress, 123_456), Reading(.temperature, 38)]
        )
        try await desk.withStore { try await $0.record([fact], of: ID.laptop) }
        let outcome = await desk.run("show", "1", width: 100)
        #expect(outcome.out.contains("Identity     serial S3Z9NB0K, firmware F1\n"), "\(outcome.out)")
        #expect(outcome.out.contains("Readings     self-test failed, first bad sector 123,456, 38 °C, 10 min ago\n"))
    }

    @Test func everythingInFrench() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("show", "2", language: "fr_FR.UTF-8", width: 100)
        #expect(
            outcome.out == """
                Billet 2\u{A0}: Alimentation sur batterie

                Gravité      avertissement
                État         clos
                Niveau       1, assistance
                Poste        srv-1 (0b5f9999-2222-4aaa-8bbb-000000000002)
                Composant    Example UPS
                Clé          ups/rack1/ups.on-battery
                Depuis       2026-11-23 19:00 UTC, il y a 2\u{A0}h
                Ouvert       2026-11-23 19:00 UTC, il y a 2\u{A0}h
                Modifié      2026-11-23 20:00 UTC, il y a 1\u{A0}h
                Clos         2026-11-23 20:00 UTC, il y a 1\u{A0}h, centre d'assistance
                Rétabli      oui\u{A0}: l'anomalie a disparu
                Occurrences  1
                Fondement    État OB\u{A0}; un test de la batterie ou un étalonnage n'est pas une coupure.

                QUAND                QUI                 QUOI
                2026-11-23 19:00 UTC agent               ouvert\u{A0}: avertissement
                2026-11-23 20:00 UTC agent               rétabli
                2026-11-23 20:00 UTC centre d'assistance clos\u{A0}: rétabli

                """
        )
    }

    @Test func json() async throws {
        let desk = try await DeskFixture.sample()
        let ticket = await desk.run("show", "1", "--json").object
        let added: Set = [
            "host_id", "value", "limit", "unit", "since", "closed_by", "recovered", "evidence", "log", "version",
        ]
        #expect(Set(ticket.keys) == TicketsTests.keys.union(added))
        #expect(ticket["host_id"] as? String == ID.laptop)
        #expect(ticket["value"] as? Double == 97)
        let log = try #require(ticket["log"] as? [[String: Any]])
        #expect(log.map { $0["kind"] as? String } == ["opened", "noted"])
        #expect(log[0]["limit"] as? Double == 95)
        #expect(log[1]["author"] as? String == "local:marie")
        #expect(log[1]["text"] as? String == "replacement ordered")
        #expect(log[1]["at"] as? String == "2026-11-22T21:00:00.000Z")
    }

    /// Whoever reads it with a program has the same words everywhere.
    @Test func theEvidenceIsEnglishInJSON() async throws {
        let desk = try await DeskFixture.sample()
        let ticket = await desk.run("show", "2", "--json", language: "fr_FR.UTF-8").object
        let evidence = ticket["evidence"] as? String
        #expect(evidence == "Status OB; a battery test or a calibration is not an outage.")
    }

    @Test func unknownTicket() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("show", "99")
        #expect(outcome.status == 1)
        #expect(outcome.out.isEmpty)
        #expect(
            outcome.err == "vigie-desk: There is no ticket 99. 'vigie-desk ticket list --all' lists those there are.\n"
        )
    }

    @Test(arguments: ["-1", "x", "99999999999999999999"])
    func noNumber(text: String) async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("show", text).status == 64)
    }
}
