import DeskTestSupport
import Desk
import DeskStore
import Foundation
import Health
import Testing

@testable import DeskCommands

struct TicketsTests {
    static let keys: Set = [
        "number", "key", "rule", "host", "severity", "state", "tier", "opened_at", "count", "summary", "component",
        "updated_at", "closed_at", "type", "organisation", "category", "impact", "urgency", "requester", "assignee",
        "waits_for", "wakes_at", "minutes", "priority", "response_by", "resolution_by", "breach_at",
    ]

    @Test func tableInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("tickets", "--all", width: 120)
        #expect(outcome.status == 0)
        #expect(outcome.err.isEmpty)
        #expect(
            outcome.out == """
                TICKET SEVERITY STATE  TIER HOST  COMPONENT       WHAT IS WRONG                           OPENED    COUNT
                     3 critical new       1 srv-1 Example HDD 4TB Disk is failing                         2 min ago     1
                     2 warning  closed    1 srv-1 Example UPS     Running on battery                      2 h ago       1
                     1 warning  open      1 ws-17 Example SSD 1TB Rated endurance used: 97 % (limit 95 %) 3 d ago       1

                """
        )
    }

    @Test func tableInFrench() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("tickets", "--all", language: "fr_CA.UTF-8", width: 120)
        #expect(
            outcome.out == """
                BILLET GRAVITÉ       ÉTAT    NIVEAU POSTE COMPOSANT       ANOMALIE                                     OUVERT       FOIS
                     3 critique      nouveau      1 srv-1 Example HDD 4TB Le disque tombe en panne                     il y a 2\u{A0}min    1
                     2 avertissement clos         1 srv-1 Example UPS     Alimentation sur batterie                    il y a 2\u{A0}h      1
                     1 avertissement ouvert       1 ws-17 Example SSD 1TB Endurance garantie consommée\u{A0}: 97\u{A0}% (limite  il y a 3\u{A0}j      1

                """
        )
    }

    @Test func disksOfOneModelAreToldApartAndThoseOfAnotherHostAreNot() async throws {
        let desk = try await DeskFixture.sample()
        for (serial, host) in [("S1", ID.server), ("S2", ID.server), ("S3", ID.laptop)] {
            try await desk.commit(
                .open,
                "disk.failing",
                on: Component(.disk, serial),
                .critical,
                1,
                limit: 1,
                .flag,
                name: "Twin 2TB",
                host: host,
                ago: 60
            )
        }
        let table = await desk.run("tickets").out
        for row in [
            "srv-1 Twin 2TB        S1    Disk is", "srv-1 Twin 2TB        S2    Disk is",
            "ws-17 Twin 2TB              Disk",
        ] {
            #expect(table.contains(row), "\(table)")
        }
        let found = await desk.run("search", "twin").out
        #expect(found.contains(" Twin 2TB  S1    ") && found.contains(" Twin 2TB  S2    "), "\(found)")
        let objects = await desk.run("tickets", "--json").objects
        #expect(objects.count { $0["component"] as? String == "Twin 2TB" } == 3)
    }

    @Test func closedTicketsAreLeftOut() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("tickets", "--json").objects.map { $0["number"] as? Int } == [3, 1])
    }

    @Test func json() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("tickets", "--all", "--json")
        #expect(outcome.objects.count == 3)
        for object in outcome.objects { #expect(Set(object.keys) == Self.keys) }
        let ticket = try #require(outcome.objects.last)
        #expect(ticket["number"] as? Int == 1)
        #expect(ticket["key"] as? String == "disk/S3Z9NB0K/disk.wear")
        #expect(ticket["rule"] as? String == "disk.wear")
        #expect(ticket["host"] as? String == "ws-17")
        #expect(ticket["severity"] as? String == "warning")
        #expect(ticket["state"] as? String == "open")
        #expect(ticket["tier"] as? Int == 1)
        #expect(ticket["opened_at"] as? String == "2026-11-20T21:00:00.000Z")
        #expect(ticket["updated_at"] as? String == "2026-11-22T21:00:00.000Z")
        #expect(ticket["closed_at"] is NSNull)
        #expect(ticket["count"] as? Int == 1)
        #expect(ticket["summary"] as? String == "Rated endurance used: 97 % (limit 95 %)")
        #expect(outcome.objects[1]["closed_at"] as? String == "2026-11-23T20:00:00.000Z")
    }

    @Test(arguments: [
        (["--host", "ws-17"], [1]),
        (["--host", "SRV-1"], [3, 2]),
        (["--host", "0b5f7c"], [1]),
        (["--rule", "ups.on-battery"], [2]),
        (["--severity", "critical"], [3]),
        (["--severity", "info"], []),
        (["--limit", "2"], [3, 2]),
    ])
    func filters(options: [String], numbers: [Int]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(["tickets", "--all", "--json"] + options)
        #expect(outcome.status == 0)
        #expect(outcome.objects.map { $0["number"] as? Int } == numbers)
    }

    @Test func moreThanTheLimitIsSaid() async throws {
        let desk = try await DeskFixture.sample()
        let cut = await desk.run("tickets", "--all", "--limit", "2")
        #expect(cut.err == "These are the newest 2; --limit shows more, --before 2 the next.\n")
        #expect(cut.out.split(separator: "\n").count == 3)
        #expect(await desk.run("tickets", "--all", "--limit", "3").err.isEmpty)
        #expect(
            await desk.run("tickets", "--all", "--before", "2", "--json").objects.map { $0["number"] as? Int } == [1]
        )
        let french = await desk.run("tickets", "--all", "--limit", "2", language: "fr")
        #expect(
            french.err == "Voici les 2 plus récents\u{A0}; --limit en montre plus, --before 2 les suivants.\n"
        )
        let found = await desk.run("search", "srv", "--limit", "1")
        #expect(found.err == "These are the newest 1; --limit shows more.\n", "a search has no pages")
    }

    @Test func whatAPersonAskedForIsListed() async throws {
        let desk = try await DeskFixture.sample()
        _ = await desk.run("person", "add", "Inès Example", "--email", "ines@example.org")
        _ = await desk.run("person", "add", "Marie Example")
        _ = await desk.run("ticket", "file", "No mail", "--requester", "1")
        _ = await desk.run("ticket", "file", "New screen", "--request", "--requester", "1")
        func numbers(_ options: String...) async -> [Int?] {
            await desk.run(["ticket", "list", "--json"] + options).objects.map { $0["number"] as? Int }
        }
        #expect(await numbers("--requester", "ines@example.org") == [5, 4])
        #expect(await numbers("--requester", "ines@example.org", "--type", "request") == [5])
        #expect(await numbers("--type", "incident") == [4, 3, 1])
        #expect(await numbers("--requester", "Marie Example") == [])
        #expect(await desk.run("ticket", "list", "--requester", "2").err == "There is no such ticket.\n")
        #expect(await desk.run("ticket", "list", "--requester", "Nobody").status == 1)
        let wish = await desk.run("ticket", "list", "--type", "wish")
        #expect(wish.status == 64 && wish.err.contains("wish is none of incident, request"), "\(wish.err)")
    }

    /// A person's ticket has no severity: what is listed is how pressing each is.
    @Test func priorities() async throws {
        let desk = try await DeskFixture.sample()
        _ = await desk.run("ticket", "file", "No mail", "--impact", "high", "--urgency", "high")
        let mixed = await desk.run("ticket", "list", width: 160).out
        #expect(mixed.hasPrefix("TICKET PRIORITY    SEVERITY STATE "), "\(mixed)")
        #expect(mixed.contains("     4 P1 critical -        "), "\(mixed)")
        let filed = await desk.run("ticket", "list", "--type", "incident", "--before", "5", "--limit", "1").out
        #expect(filed.hasPrefix("TICKET PRIORITY    STATE "), "\(filed)")
        let french = await desk.run("ticket", "list", language: "fr", width: 160).out
        #expect(french.hasPrefix("BILLET PRIORITÉ "), "\(french)")
        let objects = await desk.run("ticket", "list", "--json").objects
        #expect(objects.map { $0["priority"] as? String } == ["p1", "p1", "p4"])
        for object in objects {
            #expect(object["breach_at"] as? String == object["response_by"] as? String)
            #expect(object["resolution_by"] is String)
        }
        let queued = await desk.run("queue", "--json").object["working"] as? [[String: Any]]
        #expect(queued.map { Set($0.flatMap(\.keys)) } == Self.keys)
    }

    @Test(arguments: [
        ([], "en", "No ticket is open.\n"),
        ([], "fr_FR", "Aucun billet n'est ouvert.\n"),
        (["--all"], "en", "There is no such ticket.\n"),
    ])
    func nothingToList(options: [String], language: String, words: String) async throws {
        let desk = DeskFixture()
        try await desk.withStore { _ in }
        let table = await desk.run(["tickets"] + options, language: language)
        #expect(table.status == 0)
        #expect(table.out.isEmpty)
        #expect(table.err == words)
        let json = await desk.run(["tickets", "--json"] + options, language: language)
        #expect(json.out == "[]\n")
        #expect(json.err.isEmpty)
    }

    @Test(arguments: [
        (["endurance"], [1]), (["ENDURANCE", "garantie"], [1]), (["replacement"], [1]), (["batterie"], [2]),
        (["srv"], [3, 2]),
        (["endurance", "srv"], []), (["!"], []),
    ])
    func search(words: [String], numbers: [Int]) async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run(["search", "--json"] + words)
        #expect(outcome.objects.map { $0["number"] as? Int } == numbers)
        for object in outcome.objects { #expect(Set(object.keys) == Self.keys) }
    }

    @Test func nothingFound() async throws {
        let desk = try await DeskFixture.sample()
        #expect(await desk.run("search", "zebra").err == "No ticket holds these words.\n")
        #expect(await desk.run("search", "zebra", language: "fr").err == "Aucun billet ne contient ces mots.\n")
    }
}
