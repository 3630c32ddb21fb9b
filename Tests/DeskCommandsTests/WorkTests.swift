import Desk
import DeskStore
import DeskTestSupport
import Foundation
import Testing

@testable import DeskCommands

/// A person's ticket and an agent's go from filed to closed through three tiers, by commands alone.
struct WorkTests {
    private static func office(_ language: String) async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        let commands = [
            ["person", "add", "Inès Example", "--email", "ines@example.org", "--language", "fr"],
            ["person", "add", "Marie Example", "--email", "marie@example.org"],
            ["person", "add", "Paul Example", "--email", "paul@example.org"],
            ["account", "add", "marie", "--person", "marie@example.org", "--role", "technician"],
            ["account", "add", "paul", "--person", "3", "--role", "technician", "--tier", "3", "--experience", "13"],
        ]
        for command in commands {
            let outcome = await desk.run(command, language: language)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
        }
        return desk
    }

    @Test(arguments: ["en_GB.UTF-8", "fr_CA.UTF-8"])
    func aPersonsTicketGoesThroughTheTiers(language: String) async throws {
        let desk = try await Self.office(language)
        let filed = await desk.run(
            [
                "ticket", "file", "No mail", "--requester", "ines@example.org", "--category", "e-mail", "--urgency",
                "high",
                "--impact", "high", "--host", "ws-17", "--item", "listen", "--json",
            ],
            language: language
        )
        #expect(filed.object["number"] as? Int == 4, "\(filed.err)")
        let commands: [[String]] = [
            ["ticket", "take", "4", "--for", "marie"], ["ticket", "reply", "4", "We are looking."],
            ["ticket", "note", "4", "--service", "listened", "upset"], ["ticket", "check", "4", "1"],
            ["ticket", "wait", "4", "requester", "--until", "2h"], ["ticket", "resume", "4"],
            ["ticket", "pass", "4", "2", "no rights", "--tried", "restarted", "--found", "full"],
            ["ticket", "pass", "4", "3", "a bug"], ["ticket", "take", "4", "--for", "paul"],
            ["ticket", "spend", "4", "90min"], ["ticket", "link", "4", "3", "--as", "caused-by"],
            ["ticket", "pass", "4", "2", "mended"], ["ticket", "pass", "4", "1", "mended"],
            ["ticket", "categorise", "4", "hardware"], ["ticket", "rate", "4", "--impact", "low", "--urgency", "low"],
            ["ticket", "solve", "4", "--cause", "full disk", "--solution", "made room"],
            ["ticket", "reopen", "4", "still none"],
            ["ticket", "solve", "4", "--cause", "password", "--solution", "typed anew"], ["ticket", "close", "4"],
        ]
        for command in commands {
            let outcome = await desk.run(command, language: language)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
            #expect(outcome.out.hasPrefix(language.hasPrefix("fr") ? "Billet 4" : "Ticket 4"), "\(outcome.out)")
        }
        let shown = await desk.run("ticket", "show", "4", "--json").object
        #expect(shown["state"] as? String == "closed")
        #expect(shown["assignee"] as? Int == 2, "back to marie")
        #expect(shown["minutes"] as? Int == 90)
        let explained = await desk.run("sla", "explain", "4", language: language)
        #expect(explained.status == 0 && explained.out.contains("standard@1"), "\(explained.err)")
        #expect(await desk.run("check").status == 0)
    }

    @Test func theQueueAndItsWords() async throws {
        let desk = try await Self.office("en_GB.UTF-8")
        let queue = await desk.run("queue", "--json").object
        let working = queue["working"] as? [[String: Any]] ?? []
        #expect(working.map { $0["number"] as? Int } == [1, 3])
        #expect(working.allSatisfy { $0["breach_at"] is String })
        let mine = await desk.run("queue", "--mine", "--for", "marie", language: "fr")
        #expect(mine.err == "Rien à faire.\n")
        #expect(await desk.run("next", "--for", "marie").out.hasPrefix("Ticket 1: Rated endurance"))
        #expect(await desk.run("queue", "--mine", "--for", "marie", width: 120).out.contains("Marie Example"))
    }

    /// The course page's months: six for tier 2.
    @Test func whoIsAboveTheirExperienceGetsAWarning() async throws {
        let desk = try await Self.office("en_GB.UTF-8")
        let outcome = await desk.run("account", "role", "marie", "--role", "technician", "--tier", "2")
        #expect(outcome.err == "Warning: tier 2 asks for 6 months of experience; marie has 0.\n")
        #expect(await desk.run("account", "role", "paul", "--role", "technician", "--tier", "3").err.isEmpty)
    }

    /// The ticket's tier counts, not the account's; nothing is refused for it.
    @Test func whoTakesATicketAboveTheirExperienceGetsAWarning() async throws {
        let desk = try await Self.office("en_GB.UTF-8")
        let warning = "Warning: tier 2 asks for 6 months of experience; marie has 0.\n"
        #expect(await desk.run("ticket", "take", "3", "--for", "marie").err.isEmpty, "tier 1 asks for none")
        #expect(await desk.run("ticket", "pass", "3", "2", "no rights").err.isEmpty, "it goes to nobody")
        let taken = await desk.run("ticket", "take", "3", "--for", "marie", language: "fr")
        #expect(taken.status == 0)
        #expect(
            taken.err == "Attention\u{A0}: le niveau 2 demande 6 mois d'expérience\u{A0}; marie en a 0.\n"
        )
        #expect(await desk.run("ticket", "note", "3", "a note").err.isEmpty)
        #expect(await desk.run("ticket", "pass", "3", "1", "wrong").err.isEmpty)
        #expect(await desk.run("ticket", "pass", "3", "2", "after all").err == warning, "it goes back to marie")
        #expect(await desk.run("ticket", "take", "3", "--nobody").err.isEmpty)
        #expect(await desk.run("ticket", "take", "3", "--for", "paul").err.isEmpty, "13 months are enough")
        #expect(await desk.run("ticket", "take", "3", "--nobody").status == 0)
        #expect(await desk.run("account", "role", "marie", "--role", "technician", "--tier", "2").status == 0)
        let next = await desk.run("next", "--for", "marie")
        #expect(next.out.hasPrefix("Ticket 3: "), "\(next.out)")
        #expect(next.err == warning)
    }

    @Test(
        arguments: [
            (["ticket", "wait", "3", "requestr"], 64, "requestr is none of"), (["queue", "--tier", "5"], 64, "1 to 4"),
            (["ticket", "take", "3", "--for", "nobody"], 1, "no account nobody"),
            (["next", "--for", "x"], 1, "no account x"),
            (["ticket", "file", "a\nb"], 1, "no line breaks"), (["person", "forget", "1"], 64, "--yes"),
            (["person", "add", "x", "--email", "x\r\nBcc: y@z"], 1, "no mail address"),
            (["account", "add", "Marie", "--person", "1", "--role", "observer"], 1, "small letters"),
            (["calendar", "add", "o", "--zone", "Mars/Base", "--hours", "mon-fri 08:00-09:00"], 1, "Mars/Base"),
            (["calendar", "add", "o", "--zone", "UTC", "--hours", "mon 09:00-08:00"], 1, "ends after it begins"),
            (["policy", "use", "gold"], 1, "gold"), (["ticket", "link", "3", "99"], 1, "no ticket 99"),
            (
                [
                    "policy", "add", "p", "--p1", "1h,2h,moon", "--p2", "1h,2h,24x7", "--p3", "1h,2h,24x7", "--p4",
                    "1h,-,24x7",
                ], 1, "moon"
            ),
        ] as [([String], Int32, String)]
    )
    func mistakesHaveAWord(command: [String], status: Int32, word: String) async throws {
        let desk = try await Self.office("en_GB.UTF-8")
        let outcome = await desk.run(command)
        #expect(outcome.status == status, "\(outcome.err)")
        #expect(outcome.err.contains(word), "\(outcome.err)")
        #expect(await desk.run("check").status == 0)
    }

    @Test func calendarsWithHolidaysAndPolicies() async throws {
        let desk = try await Self.office("en_GB.UTF-8")
        let file = try desk.christmas(from: 2026)
        let added = await desk.run(
            [
                "calendar", "add", "office", "--zone", "Europe/Paris", "--hours", "mon-fri 09:00-18:00", "--holidays",
                file.path,
            ]
        )
        #expect(added.out == "Calendar office@2: added; holidays: 10.\n", "\(added.err)")
        let shown = await desk.run("calendar", "show", "office", language: "fr")
        #expect(shown.out.contains("2026-12-25  Noël") && shown.out.contains("UTC+02:00"), "\(shown.out)")
        let policy = await desk.run(
            [
                "policy", "add", "gold", "--p1", "15min,2h,24x7", "--p2", "1h,8h,office", "--p3", "4h,24h,office",
                "--p4", "8h,-,office",
            ]
        )
        #expect(policy.status == 0, "\(policy.err)")
        #expect(
            await desk.run("policy", "use", "gold", language: "fr").out == "Organisation 1\u{A0}: servie selon gold.\n"
        )
        #expect(await desk.run("policy", "list", "--json").objects.count == 8)
        #expect(await desk.run("organisation", "add", "Example Ltd").status == 0)
        let organisations = await desk.run("organisation", "list", "--json").objects
        #expect(organisations.map { $0["policy"] as? String } == ["standard", "gold"], "Example Ltd, main")
        #expect(await desk.run("organisation", "list", language: "fr").out.contains("POLITIQUE"))
    }
}
