import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// Persons and hosts by a few letters.
struct NameSearchTests {
    private static let root = DeskDatabase.scope

    private static func store(_ people: [(name: String, email: String?)]) async throws -> TemporaryStore {
        let temporary = try await TemporaryStore(hosts: ["a", "b", "c"])
        let persons = people.map { Person(id: PersonID(0), organisation: .first, name: $0.name, email: $0.email) }
        _ = try await temporary.store.add(persons, by: root, at: noon)
        return temporary
    }

    @Test(arguments: [
        ("mar", ["Marc Élie", "Marie-Hélène Dupont"]), ("ELIE", ["Marc Élie"]), ("hele dup", ["Marie-Hélène Dupont"]),
        ("dup hele", ["Marie-Hélène Dupont"]), ("zoé", ["Ève"]), ("zoe@ex", ["Ève"]), ("example", []), ("arc", []),
        ("", []), ("---", []), ("' OR 1=1 --", []), ("%", []),
    ])
    func personsAreFoundByBeginnings(_ typed: String, _ names: [String]) async throws {
        let temporary = try await Self.store([
            ("Marie-Hélène Dupont", "mh@example.org"), ("Marc Élie", nil), ("Ève", "zoe@example.org"),
        ])
        let found = try await temporary.store.persons(beginningWith: typed, limit: 9, in: Self.root)
        #expect(found.map(\.name) == names)
    }

    @Test func theFirstByNameAreShown() async throws {
        let temporary = try await Self.store((0..<30).reversed().map { ("Paul \(10 + $0)", nil) })
        let found = try await temporary.store.persons(beginningWith: "paul", limit: 3, in: Self.root)
        #expect(found.map(\.name) == ["Paul 10", "Paul 11", "Paul 12"])
        for limit in [0, -1] {
            #expect(try await temporary.store.persons(beginningWith: "paul", limit: limit, in: Self.root).isEmpty)
        }
    }

    @Test func whoWasForgottenIsNotFound() async throws {
        let temporary = try await Self.store([("Paul", "paul@example.org")])
        let paul = try #require(try await temporary.store.persons(in: Self.root).first)
        #expect(try await temporary.store.person(paul.id, in: Self.root) == paul)
        _ = try await temporary.store.forget(paul.id, by: Self.root, at: noon)
        #expect(try await temporary.store.person(paul.id, in: Self.root) == nil)
        #expect(try await temporary.store.persons(beginningWith: "p", limit: 9, in: Self.root).isEmpty)
        #expect(try await temporary.store.person(PersonID(99), in: Self.root) == nil)
    }

    @Test func hostsInServiceAreFoundByTheirNames() async throws {
        let temporary = try await Self.store([])
        func names(_ typed: String, limit: Int = 9) async throws -> [String] {
            try await temporary.store.hosts(beginningWith: typed, of: .first, limit: limit, in: Self.root).map(\.name)
        }
        #expect(try await names("ws") == ["ws-a", "ws-b", "ws-c"])
        #expect(try await names("WS-b") == ["ws-b"])
        #expect(try await names("ws", limit: 2) == ["ws-a", "ws-b"])
        #expect(try await names("").isEmpty)
        try await temporary.store.retire("b", by: Self.root, at: noon)
        #expect(try await names("ws") == ["ws-a", "ws-c"])
    }
}
