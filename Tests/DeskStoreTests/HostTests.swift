import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing

struct HostTests {
    @Test func hostsAreChangedAndKept() async throws {
        let temporary = try await TemporaryStore(hosts: ["a", "b"])
        let store = temporary.store
        try await store.rename("a", to: "atelier", hostClass: .laptop)
        try await store.touch([
            Sighting(host: "a", at: noon.advanced(by: 60), isSilencePlanned: true), Sighting(host: "unknown", at: noon),
        ])
        try await store.retire("b", at: noon)
        let seen = try #require(try await store.host("a"))
        #expect(seen.name == "atelier")
        #expect(seen.hostClass == .laptop)
        #expect(seen.lastSeen == noon.advanced(by: 60))
        #expect(seen.isSilencePlanned)
        #expect(try await store.host("b")?.retiredAt == noon)
        #expect(try await store.host("unknown") == nil)
        #expect(try await store.hosts().map(\.id) == ["a", "b"])
    }

    @Test func anUnknownHostIsSaid() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        for work in [
            { try await store.retire("x", at: noon) }, { try await store.rename("x", to: "y", hostClass: .laptop) },
            { _ = try await store.raise(.silent, host: "x", remark: nil, at: noon) },
        ] as [@Sendable () async throws -> Void] {
            let error = await #expect(throws: DeskError.self) { try await work() }
            #expect(error?.code == .unknownHost)
        }
    }

    @Test func aTokenMakesAsManyHostsAsItHasUses() async throws {
        let temporary = try await TemporaryStore(hosts: [])
        let store = temporary.store
        let end = noon.advanced(by: 600)
        try await store.create(Token(hash: "5e88", address: "desk.example:7117", usesLeft: 1, expiresAt: end))
        let first = try await store.consume(token: "5e88", publicKey: "k1", for: host("a"), at: noon)
        let again = try await store.consume(token: "5e88", publicKey: "k1", for: host("other"), at: noon)
        #expect(first == host("a"))
        #expect(again == first)
        #expect(try await store.hosts().count == 1)
        for (token, key, time, code) in [
            ("5e88", "k2", noon, DeskError.Code.usedToken), ("5e88", "k1", end, .expiredToken),
            ("0000", "k1", noon, .unknownToken),
        ] {
            let error = await #expect(throws: DeskError.self) {
                try await store.consume(token: token, publicKey: key, for: host("b"), at: time)
            }
            #expect(error?.code == code)
        }
        #expect(try await store.hosts().map(\.id) == ["a"])
    }

    @Test func oneUseIsTakenOnceByManyAtOnce() async throws {
        let temporary = try await TemporaryStore(hosts: [])
        let store = temporary.store
        try await store.create(Token(hash: "5e88", address: "d:1", usesLeft: 3, expiresAt: noon.advanced(by: 1)))
        let enrolled = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let host = host("h\(number)")
                    return (try? await store.consume(token: "5e88", publicKey: host.id, for: host, at: noon)) != nil
                }
            }
            return await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
        #expect(enrolled == 3)
        #expect(try await store.hosts().count == 3)
    }

    @Test func factsAreOverwritten() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let old = Fact(
            component: Component(.disk, "S1"),
            name: "old",
            verdict: .notWatched,
            reason: "asleep",
            readAt: noon
        )
        let new = Fact(
            component: Component(.disk, "S1"),
            name: "Disque « œ »",
            verdict: .notWatched,
            readAt: noon.advanced(by: -60),
            identity: [("model", "WDC \"Red\"\n"), ("serial", "")],
            readings: [
                Reading(.temperature, 35.5),
                Reading(.reallocatedSectors, .number(3), scale: .init(current: 99, worst: 98, threshold: nil)),
                Reading(.powerOnHours, .number(1e15), scale: .init(current: 1, worst: 1, threshold: 10)),
                Reading(.status, .text("OL\nCHRG")), Reading(.status, .text("")),
            ]
        )
        let other = Fact(component: Component(.host, "a"), name: "", verdict: .good, readAt: noon)
        try await store.record([old, other], of: "a")
        try await store.record([new], of: "a")
        #expect(try await store.facts(of: "a") == [new, other])
        #expect(try await store.facts(of: "b").isEmpty)
        await #expect(throws: DeskError.self) { try await store.record([old], of: "b") }
    }
}
