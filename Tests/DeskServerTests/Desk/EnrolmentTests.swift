import Health
import DeskTestSupport
import Desk
import DeskStore
import Testing
import Wire

@testable import DeskServer

/// ENROL and RENEW over the wire.
@Suite(.timeLimit(.minutes(5)))
struct EnrolmentTests {
    /// What the desk answers to an enrolment.
    private func answer(
        _ desk: TestDesk,
        _ running: TestDesk.Running,
        _ request: Enrol
    ) async throws -> ServerMessage? {
        let client = try await desk.client(running)
        client.send(.enrol(request))
        let answer = try await client.message()
        let rest = await client.rest()
        if case .error(let error) = answer { #expect(rest == ["BYE 530 \(error.word) retry=0"]) }
        return answer
    }

    private func certificate(_ answer: ServerMessage?) throws -> (host: String, leaf: HostCertificate, chain: [[UInt8]])
    {
        guard case .certificate(let chain, let host)? = answer else {
            throw LineError(.sequence, "no certificate: \(String(describing: answer))")
        }
        let ders = chain.compactMap(Base64.decode)
        let leaf = try #require(ders.first)
        return (host, try #require(HostCertificate(der: leaf)), ders)
    }

    @Test(arguments: [
        ("other", 1, 60.0, "unknown-token"), ("secret", 1, -1, "expired-token"), ("secret", 0, 60, "used-token"),
    ])
    func aTokenThatIsNoGoodIsRefused(secret: String, uses: Int, lifetime: Double, word: String) async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: uses, expiresAt: now.advanced(by: lifetime)))
        try await desk.run { running in
            let answer = try await answer(desk, running, enrolment(TestHost(), secret: secret))
            #expect(answer == .error(LineError(.notEnrolled, word)))
        }
        #expect(try await desk.store.hosts().isEmpty)
    }

    @Test func theSameKeyGetsTheSameHost() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 1))
        var host = TestHost()
        try await desk.run { running in
            let first = try await certificate(answer(desk, running, enrolment(host)))
            let second = try await certificate(answer(desk, running, enrolment(host)))
            #expect(first.host == second.host)
            #expect(first.leaf.hostID == first.host)
            #expect(first.leaf.keyHash == second.leaf.keyHash)
            let other = try await answer(desk, running, enrolment(TestHost()))
            #expect(other == .error(LineError(.notEnrolled, "used-token")))
            host.chain = second.chain
            _ = try await desk.session(running, as: host)
        }
        #expect(try await desk.store.hosts().map(\.hostClass) == [.desktop])
    }

    @Test func aRetiredHostGetsNoCertificate() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 2))
        let host = TestHost()
        try await desk.run { running in
            let first = try await certificate(answer(desk, running, enrolment(host)))
            try await desk.store.retire(first.host, at: now)
            let second = try await answer(desk, running, enrolment(host))
            #expect(second == .error(LineError(.notEnrolled, "retired")))
        }
    }

    @Test func oneUseIsForOneOfMany() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 1))
        try await desk.run { running in
            var clients: [WireClient] = []
            for _ in 0..<8 { clients.append(try await desk.client(running)) }
            for client in clients { client.send(.enrol(try enrolment(TestHost()))) }
            var answers: [String: Int] = [:]
            for client in clients {
                let line = await client.next() ?? ""
                answers[line.hasPrefix("CERT ") ? "CERT" : line, default: 0] += 1
            }
            #expect(answers == ["CERT": 1, "ERR 530 used-token": 7])
        }
        #expect(try await desk.store.hosts().count == 1)
    }

    /// A request that cannot be certified uses up nothing.
    @Test func aBadRequestLeavesTheTokenAlone() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 1))
        var forged = try TestHost().request()
        forged[forged.count - 1] ^= 1
        let requests = ["AAAA", "", Base64.encode(forged), Base64.encode(Array(repeating: 0x30, count: 5000))]
        try await desk.run { running in
            for request in requests {
                let enrol = Enrol(secret: "secret", request: request, name: "ws-1", hostClass: "laptop")
                #expect(try await answer(desk, running, enrol) == .error(LineError(.notEnrolled, "bad-request")))
            }
            #expect(try await desk.store.hosts().isEmpty)
            _ = try await certificate(answer(desk, running, enrolment(TestHost())))
        }
    }

    @Test func aBusyStoreIsNoRefusal() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 1))
        var hooks = HookedStore.Hooks()
        hooks.consume = { () throws(DeskError) in throw DeskError(.busy, en: "Another process holds the store.", fr: "")
        }
        try await desk.run(hooks) { running in
            let answer = try await answer(desk, running, enrolment(TestHost()))
            #expect(answer == .bye(code: 450, reason: "busy", retry: 5))
        }
    }

    @Test func longNamesAreCut() async throws {
        let desk = try await TestDesk()
        try await desk.store.create(token(uses: 1))
        try await desk.run { running in
            let client = try await desk.client(running)
            let request = Base64.encode(try TestHost().request())
            client.send(
                "ENROL secret=secret csr=\"\(request)\" name=\(String(repeating: "n", count: 5000)) class=desktop"
            )
            #expect(await client.next()?.hasPrefix("CERT ") == true)
        }
        #expect(try await desk.store.hosts().map(\.name.utf8.count) == [200])
    }

    @Test func renewalKeepsKeyAndHost() async throws {
        let desk = try await TestDesk()
        var host = try await desk.host()
        desk.clock.advance(by: 1800)
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            client.send(.renew)
            let renewed = try await certificate(client.message())
            let old = try #require(HostCertificate(der: host.chain[0]))
            #expect(renewed.host == hostID)
            #expect(renewed.leaf.hostID == old.hostID)
            #expect(renewed.leaf.keyHash == old.keyHash)
            #expect(renewed.leaf.notAfter > old.notAfter)
            host.chain = renewed.chain
            desk.clock.advance(by: 3600)
            _ = try await desk.session(running, as: host)
        }
    }

    @Test func aHostThatIsRetiredMeanwhileIsNotRenewed() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let client = try await desk.session(running, as: host)
            try await desk.store.retire(hostID, at: now)
            client.send(.renew)
            #expect(await client.rest() == ["BYE 530 retired retry=0"])
        }
    }
}
