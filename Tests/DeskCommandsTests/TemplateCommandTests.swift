import Desk
import DeskStore
import DeskTestSupport
import Foundation
import Testing

@testable import DeskCommands

/// What is filed again and again, and what it is about.
struct TemplateCommandTests {
    private static func desk() async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        let commands = [
            ["person", "add", "Inès Example", "--email", "ines@example.org"],
            [
                "template", "add", "New colleague", "--category", "installation", "--item", "account",
                "--item", "mailbox", "--item", "workstation",
            ],
        ]
        for command in commands {
            let outcome = await desk.run(command)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
        }
        return desk
    }

    private static func filing(_ number: Int64, of desk: DeskFixture) async throws -> Filing {
        let record = try await desk.withStore { try await $0.ticket(number) }
        guard case .filed(let filing)? = record?.log.first?.kind else {
            throw DeskError(.unknownTicket, en: "\(number) was not filed", fr: "")
        }
        return filing
    }

    @Test func aRequestIsFiledFromATemplate() async throws {
        let desk = try await Self.desk()
        let filed = await desk.run("ticket", "file", "--template", "new colleague", "--requester", "ines@example.org")
        #expect(filed.out == "Ticket 4: filed.\n", "\(filed.err)")
        let filing = try await Self.filing(4, of: desk)
        #expect(filing.type == .request && filing.category == .installation)
        #expect(filing.title.text == "New colleague" && filing.description == nil)
        #expect(filing.checklist.map(\.text) == ["account", "mailbox", "workstation"])
        #expect(filing.requester == PersonID(1))
        #expect(await desk.run("template", "remove", "New colleague").out == "Template New colleague: removed.\n")
        #expect(await desk.run("ticket", "show", "4").out.contains("[ ] mailbox"))
        #expect(await desk.run("check").status == 0)
    }

    @Test func whatIsGivenBesideATemplateWins() async throws {
        let desk = try await Self.desk()
        let filed = await desk.run(
            "ticket",
            "file",
            "Desk",
            "for",
            "Paul",
            "--template",
            "New colleague",
            "--incident",
            "--urgency",
            "high",
            "--impact",
            "medium",
            "--category",
            "hardware",
            "--text",
            "Monday",
            "--item",
            "chair"
        )
        #expect(filed.status == 0, "\(filed.err)")
        let filing = try await Self.filing(4, of: desk)
        #expect(filing.type == .incident && filing.category == .hardware)
        #expect(filing.urgency == .high && filing.impact == .medium)
        #expect(filing.title.text == "Desk for Paul" && filing.description?.text == "Monday")
        #expect(filing.checklist.map(\.text) == ["chair"])
    }

    /// Without a template everything is as it always was.
    @Test func defaults() async throws {
        let desk = try await Self.desk()
        #expect(await desk.run("ticket", "file", "No mail").status == 0)
        let filing = try await Self.filing(4, of: desk)
        #expect(filing.type == .incident && filing.impact == .low && filing.urgency == .medium)
        #expect(filing.category == nil && filing.checklist.isEmpty)
    }

    @Test func templatesAreListedAndShown() async throws {
        let desk = try await Self.desk()
        let listed = await desk.run("template", "list", "--json").objects
        #expect(listed.map { $0["name"] as? String } == ["New colleague"])
        #expect(listed.first?["items"] as? Int == 3)
        #expect(listed.first?["organisation"] as? String == "main")
        let shown = await desk.run("template", "show", "New colleague", "--json").object
        #expect(shown["items"] as? [String] == ["account", "mailbox", "workstation"])
        #expect(shown["urgency"] as? String == "medium" && shown["title"] as? String == "New colleague")
        let french = await desk.run("template", "show", "new colleague", language: "fr").out
        #expect(french.contains("Modèle") && french.contains("Point 3") && french.contains("demande"), "\(french)")
        #expect(await desk.run("organisation", "add", "theirs").status == 0)
        let theirs = await desk.run("template", "list", "--organisation", "theirs", language: "fr")
        #expect(theirs.err.hasPrefix("Il n'y en a aucun."))
    }

    @Test func categoriesHaveNamesInBothLanguages() async throws {
        let desk = try await Self.desk()
        let added = await desk.run("category", "add", "payroll", "--en", "pay slips", "--fr", "fiches de paie")
        #expect(added.out == "Category payroll: added.\n", "\(added.err)")
        let listed = await desk.run("category", "list", "--json").objects
        #expect(listed.count == 9)
        #expect(
            listed.last?["category"] as? String == "payroll" && listed.last?["name_fr"] as? String == "fiches de paie"
        )
        #expect(listed.last?["organisation"] as? String == "main" && listed.first?["organisation"] is NSNull)
        #expect(await desk.run("ticket", "file", "No slip", "--category", "payroll").status == 0)
        #expect(await desk.run("ticket", "file", "No slip").status == 0)
        #expect(await desk.run("ticket", "categorise", "5", "payroll").status == 0)
        for number in ["4", "5"] {
            #expect(await desk.run("ticket", "show", number).out.contains("pay slips"))
            #expect(await desk.run("ticket", "show", number, language: "fr").out.contains("fiches de paie"))
        }
        #expect(await desk.run("ticket", "show", "5").out.contains("category: pay slips"), "in the log")
        let payroll = await desk.run("ticket", "list", "--category", "payroll", "--json").objects
        #expect(payroll.map { $0["number"] as? Int } == [5, 4])
        #expect(payroll.allSatisfy { $0["category"] as? String == "payroll" })
        // Taken from the list, the word stays where it is.
        #expect(await desk.run("category", "remove", "payroll").out == "Category payroll: removed.\n")
        #expect(await desk.run("ticket", "show", "4", language: "fr").out.contains("payroll"))
        #expect(await desk.run("ticket", "categorise", "4", "payroll").status == 1)
        #expect(await desk.run("check").status == 0)
    }

    @Test func anotherOrganisationsCategoryIsRefused() async throws {
        let desk = try await Self.desk()
        for command in [
            ["organisation", "add", "theirs"],
            ["category", "add", "payroll", "--en", "pay", "--fr", "paie", "--organisation", "theirs"],
            ["ticket", "file", "x", "--category", "payroll", "--organisation", "theirs"],
            ["template", "add", "Slip", "--category", "payroll", "--organisation", "theirs"],
        ] {
            let outcome = await desk.run(command)
            #expect(outcome.status == 0, "\(command): \(outcome.err)")
        }
        for command in [
            ["ticket", "file", "x", "--category", "payroll"], ["ticket", "categorise", "3", "payroll"],
            ["template", "add", "Slip", "--category", "payroll"], ["ticket", "file", "--template", "Slip"],
        ] {
            let outcome = await desk.run(command)
            #expect(outcome.status == 1, "\(command): \(outcome.out)")
        }
    }

    @Test(
        arguments: [
            (["ticket", "file"], 64, "--template"), (["ticket", "file", "--template", "x"], 1, "no template x"),
            (["ticket", "file", "x", "--category", "hardwar"], 1, "hardware, operating-system"),
            (["ticket", "categorise", "3", "hardwar"], 1, "hardwar is none"),
            (["ticket", "categorise", "99", "hardware"], 1, "no ticket 99"),
            (["ticket", "file", "x", "--request", "--incident"], 64, ""),
            (["template", "add", "NEW COLLEAGUE"], 1, "already"), (["template", "add", "a\nb"], 1, "no line breaks"),
            (["template", "add", "x", "--item", ""], 1, "no words"),
            (["template", "show", "x"], 1, "no template x"), (["template", "remove", "x"], 1, "no template x"),
            (["category", "add", "hardware", "--en", "a", "--fr", "b"], 1, "every organisation has"),
            (["category", "add", "Pay", "--en", "a", "--fr", "b"], 64, "Pay"),
            (["category", "add", "pay", "--en", "a\u{1B}b", "--fr", "b"], 1, "control characters"),
            (["category", "add", "pay", "--en", "a"], 64, "--fr"),
            (["category", "remove", "pay"], 1, "no category pay"),
        ] as [([String], Int32, String)]
    )
    func mistakesHaveAWord(command: [String], status: Int32, word: String) async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run(command)
        #expect(outcome.status == status, "\(outcome.err)")
        #expect(word.isEmpty || outcome.err.contains(word), "\(outcome.err)")
        #expect(try await desk.withStore { try await $0.tickets().count } == 3)
    }
}
