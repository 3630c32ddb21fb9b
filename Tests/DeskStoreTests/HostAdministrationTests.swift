import Desk
import DeskTestSupport
import Health
import Testing

@testable import DeskStore

/// What people do to hosts and tokens, and what the log of administration says of it.
struct HostAdministrationTests {
    private static let root = DeskDatabase.scope

    private static func log(_ store: DeskDatabase) async throws -> [AdministrationEntry] {
        try await store.administration(limit: 99, in: root).reversed()
    }

    @Test func aPersonRenamesRetiresAndRestoresAHost() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        try await store.rename("a", to: "till-3", by: Self.root, at: noon)
        #expect(try await store.host("a")?.name == "till-3")
        #expect(try await store.host("a")?.hostClass == .desktop)
        try await store.retire("a", by: Self.root, at: noon)
        #expect(try await store.host("a")?.retiredAt == noon)
        try await store.restore("a", by: Self.root, at: noon.advanced(by: 1))
        #expect(try await store.host("a")?.retiredAt == nil)
        let log = try await Self.log(store)
        #expect(log.map(\.action) == ["host-renamed", "host-retired", "host-restored"])
        #expect(log.allSatisfy { $0.details["host"] == "a" && $0.author == .local("operator") })
        #expect(log.first?.details["name"] == "till-3")
    }

    @Test func whatChangesNothingIsRefused() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let idle = await #expect(throws: DeskError.self) { try await store.restore("a", by: Self.root, at: noon) }
        #expect(idle?.code == .notAllowed)
        try await store.retire("a", by: Self.root, at: noon)
        let again = await #expect(throws: DeskError.self) {
            try await store.retire("a", by: Self.root, at: noon.advanced(by: 60))
        }
        #expect(again?.code == .notAllowed)
        #expect(try await store.host("a")?.retiredAt == noon)
        for name in ["", "x\ny", "a\u{202E}b"] {
            let error = await #expect(throws: DeskError.self) {
                try await store.rename("a", to: name, by: Self.root, at: noon)
            }
            #expect(error?.code == .badText)
        }
        #expect(try await Self.log(store).map(\.action) == ["host-retired"])
    }

    /// What an agent tells of its own host is no act of administration.
    @Test func whatAgentsTellIsNotInTheLog() async throws {
        let temporary = try await TemporaryStore()
        try await temporary.store.rename("a", to: "atelier", hostClass: .laptop)
        try await temporary.store.touch([Sighting(host: "a", at: noon)])
        #expect(try await Self.log(temporary.store).isEmpty)
        #expect(try await temporary.store.enrolledHosts().map(\.name) == ["atelier"])
    }

    @Test func aGivenNameStaysUntilTheMachineHasANewOne() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        try await store.rename("a", to: "till-3", by: Self.root, at: noon)
        for (told, name) in [("ws-a", "till-3"), ("ws-a", "till-3"), ("ws-b", "ws-b"), ("ws-a", "ws-a")] {
            try await store.rename("a", to: told, hostClass: .laptop)
            #expect(try await store.host("a")?.name == name, "told \(told)")
        }
    }

    @Test func technicianAndObserverMayNot() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        for role in [Role.supervisor, .technician, .observer] {
            let memberships = [Membership(role, in: .first)]
            let scope = Scope(Account(person: PersonID(9), login: "x", memberships: memberships, madeAt: noon))
            let token = Token(hash: "5e88", address: "d:1", usesLeft: 1, expiresAt: noon)
            for work in [
                { try await store.rename("a", to: "x", by: scope, at: noon) },
                { try await store.retire("a", by: scope, at: noon) },
                { try await store.restore("a", by: scope, at: noon) },
                { try await store.create(token, by: scope, at: noon) },
            ] as [@Sendable () async throws -> Void] {
                let error = await #expect(throws: DeskError.self) { try await work() }
                #expect(error?.code == .notAllowed, "\(role)")
            }
        }
        #expect(try await Self.log(store).isEmpty)
    }

    @Test func aTokenIsLoggedWithoutItsSecret() async throws {
        let temporary = try await TemporaryStore(hosts: [])
        let store = temporary.store
        let site = try await store.addSite("Lyon", address: nil, of: .first, by: Self.root, at: noon)
        let token = Token(
            hash: "5e88",
            address: "d:1",
            usesLeft: 3,
            expiresAt: noon.advanced(by: 60),
            site: site.id
        )
        try await store.create(token, by: Self.root, at: noon)
        let entry = try #require(try await Self.log(store).last)
        #expect(entry.action == "token-added")
        #expect(entry.details.all.map(\.name).sorted() == ["organisation", "site", "uses"])
        #expect(entry.details["uses"] == "3" && entry.details["site"] == site.id.description)
        let enrolled = try await store.consume(token: "5e88", publicKey: "k", for: host("a"), at: noon)
        #expect(enrolled.site == site.id)
    }

    @Test func aTokenOfNoOrganisationOrSiteIsRefused() async throws {
        let temporary = try await TemporaryStore()
        var token = Token(hash: "5e88", address: "d:1", usesLeft: 1, expiresAt: noon, organisation: OrganisationID(9))
        let unknown = await #expect(throws: DeskError.self) {
            try await temporary.store.create(token, by: Self.root, at: noon)
        }
        #expect(unknown?.code == .unknownOrganisation)
        (token.organisation, token.site) = (.first, SiteID(7))
        let site = await #expect(throws: DeskError.self) {
            try await temporary.store.create(token, by: Self.root, at: noon)
        }
        #expect(site?.code == .notAllowed)
    }
}
