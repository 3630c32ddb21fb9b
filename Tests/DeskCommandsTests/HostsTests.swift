import Desk
import DeskTestSupport
import DeskStore
import Testing

@testable import DeskCommands

struct HostsTests {
    @Test func tableInEnglish() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("hosts", width: 120)
        #expect(
            outcome.out == """
                HOST  CLASS     STATE      LAST SEEN OPEN TICKETS ID
                srv-1 always on in service 30 s ago             1 0b5f9999-2222-4aaa-8bbb-000000000002
                ws-17 laptop    in service 2 h ago              1 0b5f7c1e-1111-4aaa-8bbb-000000000001

                """
        )
    }

    @Test func tableInFrench() async throws {
        let desk = try await DeskFixture.sample()
        try await desk.withStore { try await $0.retire(ID.laptop, at: ago(60)) }
        let outcome = await desk.run("hosts", language: "fr", width: 120)
        #expect(
            outcome.out == """
                POSTE TYPE            ÉTAT       VU          BILLETS OUVERTS IDENTIFIANT
                srv-1 toujours allumé en service il y a 30\u{A0}s               1 0b5f9999-2222-4aaa-8bbb-000000000002
                ws-17 portable        retiré     il y a 2\u{A0}h                1 0b5f7c1e-1111-4aaa-8bbb-000000000001

                """
        )
    }

    @Test func json() async throws {
        let desk = try await DeskFixture.sample()
        let hosts = await desk.run("hosts", "--json").objects
        let keys: Set = [
            "name", "id", "class", "state", "enrolled_at", "last_seen", "retired_at", "open_tickets", "organisation",
            "impact",
        ]
        #expect(hosts.count == 2)
        for host in hosts { #expect(Set(host.keys) == keys) }
        #expect(hosts.map { $0["name"] as? String } == ["srv-1", "ws-17"])
        #expect(hosts.map { $0["class"] as? String } == ["always-on", "laptop"])
        #expect(hosts.map { $0["open_tickets"] as? Int } == [1, 1])
        #expect(hosts[0]["last_seen"] as? String == "2026-11-23T20:59:30.000Z")
    }

    @Test func aHostIsRenamed() async throws {
        let desk = try await DeskFixture.sample()
        let outcome = await desk.run("host", "rename", "ws-17", "ws-18")
        #expect(outcome.out == "Host ws-17: now ws-18.\n", "\(outcome.err)")
        #expect(try await desk.withStore { try await $0.host(ID.laptop)?.name } == "ws-18")
        let again = await desk.run("host", "rename", "ws-17", "ws-19")
        #expect(again.status == 1 && again.err.contains("There is no host ws-17"), "\(again.err)")
        let broken = await desk.run("host", "rename", "ws-18", "a\nb")
        #expect(broken.status == 1 && broken.err.contains("no line breaks"), "\(broken.err)")
    }

    @Test func aHostIsRetiredAndRestored() async throws {
        let desk = try await DeskFixture.sample()
        let careless = await desk.run("host", "retire", "ws-17")
        #expect(careless.status == 64 && careless.err.contains("--yes"), "\(careless.err)")
        let outcome = await desk.run("host", "retire", "ws-17", "--yes")
        #expect(outcome.out == "Host ws-17: retired.\n", "\(outcome.err)")
        #expect(try await desk.withStore { try await $0.host(ID.laptop)?.retiredAt } == now)
        let again = await desk.run("host", "retire", "ws-17", "--yes")
        #expect(again.err == "vigie-desk: Host ws-17 is retired already.\n")
        let undone = await desk.run("host", "retire", "ws-17", "--undo", language: "fr")
        #expect(undone.out == "Poste ws-17\u{A0}: remis en service.\n", "\(undone.err)")
        #expect(try await desk.withStore { try await $0.host(ID.laptop)?.retiredAt } == nil)
        #expect(await desk.run("host", "retire", "ws-17", "--undo").status == 1)
        let done = await desk.run("administration", "--json").objects.map { $0["action"] as? String }
        #expect(done == ["host-restored", "host-retired"])
        let french = await desk.run("administration", language: "fr")
        #expect(french.out.contains("poste remis en service") && french.out.contains("poste retiré"), "\(french.out)")
    }

    @Test func none() async throws {
        let desk = DeskFixture()
        try await desk.withStore { _ in }
        let outcome = await desk.run("hosts")
        #expect(outcome.status == 0)
        #expect(outcome.err == "No host has enrolled. 'vigie-desk token create' makes a token for one.\n")
        #expect(await desk.run("hosts", "--json").out == "[]\n")
    }
}
