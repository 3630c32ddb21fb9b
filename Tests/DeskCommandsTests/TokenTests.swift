import Desk
import DeskStore
import DeskServer
import Foundation
import Testing
import Wire

@testable import DeskCommands

struct TokenTests {
    @Test func tokenAloneOnStandardOutput() async throws {
        let desk = DeskFixture()
        let outcome = await desk.run("token", "create", "--address", "desk.example.org:7200")
        #expect(outcome.status == 0)
        let token = try #require(EnrolmentToken(outcome.out.dropLast()))
        #expect(outcome.out == token.text + "\n")
        #expect(token.host == "desk.example.org")
        #expect(token.port == 7200)
        #expect(
            outcome.err.hasPrefix(
                "One workstation may enrol with it until 2026-11-24 21:00 UTC: sudo vigie enrol TOKEN\n"
            )
        )
    }

    /// Before the desk's first start its own names are known; after it, those of its certificate.
    @Test func aNameThatTheDeskDoesNotBearIsWarnedOf() async throws {
        let desk = DeskFixture()
        func warning(_ address: String) async -> Bool {
            await desk.run("token", "create", "--address", address).err.contains("does not name")
        }
        #expect(await warning("desk.example.org"))
        #expect(await !warning("desk1"))
        #expect(await !warning("127.0.0.1:7200"))
        let folder = AuthorityFolder(stateDirectory: desk.folder.path)
        var generator = SystemRandomNumberGenerator()
        _ = try await folder.identity(
            addresses: ["desk.example.org", "192.0.2.7"],
            authority: try await folder.authority(using: &generator),
            using: &generator
        )
        #expect(await !warning("Desk.Example.org"))
        #expect(await !warning("192.0.2.7:7117"))
        #expect(await warning("desk1"))
        #expect(await warning("192.0.2.8"))
    }

    @Test func json() async throws {
        let desk = DeskFixture()
        let outcome = await desk.run("token", "create", "--json", "--uses", "3", "--lifetime", "7 d")
        #expect(outcome.err.isEmpty)
        #expect(Set(outcome.object.keys) == ["token", "address", "authority", "uses", "expires_at"])
        #expect(outcome.object["address"] as? String == "desk1:7117")
        #expect(outcome.object["uses"] as? Int == 3)
        #expect(outcome.object["expires_at"] as? String == "2026-11-30T21:00:00.000Z")
        let token = try #require((outcome.object["token"] as? String).flatMap { EnrolmentToken($0) })
        #expect(outcome.object["authority"] as? String == token.authority)
    }

    @Test func authorityStays() async throws {
        let desk = DeskFixture()
        let first = await desk.run("token", "create", "--json").object["authority"] as? String
        let second = await desk.run("token", "create", "--json").object["authority"] as? String
        #expect(first != nil && first == second)
    }

    @Test func usesAreKept() async throws {
        let desk = DeskFixture()
        let outcome = await desk.run("token", "create", "--uses", "2", language: "fr")
        #expect(outcome.err.hasPrefix("2 postes peuvent s'inscrire avec lui jusqu'au 2026-11-24 21:00 UTC\u{A0}: "))
        let token = try #require(EnrolmentToken(outcome.out.dropLast()))
        try await desk.withStore { store in
            for (key, id) in [("k1", "h1"), ("k2", "h2")] {
                let host = EnrolledHost(id: id, name: id, hostClass: .desktop, enrolledAt: now)
                _ = try await store.consume(token: Secret.hash(token.secret), publicKey: key, for: host, at: now)
            }
            let third = EnrolledHost(id: "h3", name: "h3", hostClass: .desktop, enrolledAt: now)
            await #expect(throws: DeskError.self) {
                try await store.consume(token: Secret.hash(token.secret), publicKey: "k3", for: third, at: now)
            }
        }
    }

    @Test func hostsGoToTheOrganisationAndSiteOfTheirToken() async throws {
        let desk = try await DeskFixture.sample()
        _ = await desk.run("organisation", "add", "Example Ltd")
        _ = await desk.run("site", "add", "Lyon", "--organisation", "Example Ltd")
        let outcome = await desk.run("token", "create", "--organisation", "example ltd", "--site", "lyon")
        let token = try #require(EnrolmentToken(outcome.out.dropLast()), "\(outcome.err)")
        try await desk.withStore { store in
            let host = EnrolledHost(id: "h1", name: "h1", hostClass: .desktop, enrolledAt: now)
            let enrolled = try await store.consume(
                token: Secret.hash(token.secret),
                publicKey: "k",
                for: host,
                at: now
            )
            #expect(enrolled.organisation == OrganisationID(2) && enrolled.site == SiteID(1))
        }
        let entry = await desk.run("administration", "--limit", "1", "--json").objects.first
        #expect(entry?["action"] as? String == "token-added")
        #expect(entry?["details"] as? String == "organisation=2 site=1 uses=1")
        let foreign = await desk.run("token", "create", "--site", "Lyon")
        #expect(foreign.status == 1 && foreign.err.contains("has no site Lyon"), "\(foreign.err)")
        #expect(await desk.run("token", "create", "--organisation", "nobody").err.contains("no organisation nobody"))
    }

    @Test func onlyTheOwnerMayLook() async throws {
        let desk = DeskFixture()
        _ = await desk.run("token", "create")
        func mode(_ name: String) throws -> Int? {
            let path = name.isEmpty ? desk.folder.path : desk.folder.appendingPathComponent(name).path
            return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode("") == 0o700)
        #expect(try mode("desk.sqlite") == 0o600)
        #expect(try mode("authority") == 0o700)
        #expect(try mode("authority/ca.key") == 0o600)
    }

    @Test(arguments: [["--uses", "0"], ["--lifetime", "soon"], ["--address", "a b"], ["--address", "x:0"]])
    func wrongOptions(options: [String]) async throws {
        let outcome = await DeskFixture().run(["token", "create"] + options)
        #expect(outcome.status == 64)
        #expect(outcome.err.hasPrefix("vigie-desk: "))
    }
}
