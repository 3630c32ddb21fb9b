import Desk
import DeskStore
import DeskTestSupport
import Health
import Testing

@testable import DeskCommands

struct PersonChangeTests {
    private static func desk() async throws -> DeskFixture {
        let desk = try await DeskFixture.sample()
        _ = await desk.run("person", "add", "Inès Example", "--email", "ines@example.org", "--language", "fr")
        _ = await desk.run("person", "add", "Marie Example", "--email", "marie@example.org")
        return desk
    }

    private static func ines(_ desk: DeskFixture) async throws -> Person? {
        try await desk.withStore { try await $0.persons(in: DeskDatabase.scope).first { $0.id == PersonID(1) } }
    }

    @Test func whatIsNotNamedStays() async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run("person", "change", "ines@example.org", "--expertise", "experienced")
        #expect(outcome.out == "Person 1: changed.\n", "\(outcome.err)")
        let changed = try await Self.ines(desk)
        #expect(changed?.name == "Inès Example" && changed?.email == "ines@example.org")
        #expect(changed?.language == .fr && changed?.expertise == .experienced)
        let log = try await desk.withStore { try await $0.administration(limit: 1, in: DeskDatabase.scope) }
        #expect(log.first?.action == "person-changed" && log.first?.details.description == "person=1")
    }

    @Test func eachOfItCanBeChanged() async throws {
        let desk = try await Self.desk()
        let outcome = await desk.run(
            ["person", "change", "1", "--name", "Inès Autre", "--email", "autre@example.org", "--language", "en"],
            language: "fr"
        )
        #expect(outcome.out == "Personne 1\u{A0}: modifiée.\n", "\(outcome.err)")
        var changed = try await Self.ines(desk)
        #expect(changed?.name == "Inès Autre" && changed?.email == "autre@example.org" && changed?.language == .en)
        #expect(await desk.run("person", "change", "Inès Autre", "--no-email").status == 0)
        changed = try await Self.ines(desk)
        #expect(changed?.email == nil && changed?.name == "Inès Autre")
    }

    @Test(
        arguments: [
            (["1"], 64, "Say what is to change"), (["1", "--email", "a@example.org", "--no-email"], 64, "not both"),
            (["99", "--name", "x"], 1, "no person 99"), (["1", "--email", "marie@example.org"], 1, "Another person"),
            (["1", "--name", "a\nb"], 1, "no line breaks"), (["1", "--email", "x\r\nBcc: y@z"], 1, "no mail address"),
            (["1", "--expertise", "guru"], 64, "guru"),
        ] as [([String], Int32, String)]
    )
    func mistakesHaveAWord(arguments: [String], status: Int32, word: String) async throws {
        let desk = try await Self.desk()
        let before = try await Self.ines(desk)
        let outcome = await desk.run(["person", "change"] + arguments)
        #expect(outcome.status == status, "\(outcome.err)")
        #expect(outcome.err.contains(word), "\(outcome.err)")
        #expect(try await Self.ines(desk) == before)
    }
}
