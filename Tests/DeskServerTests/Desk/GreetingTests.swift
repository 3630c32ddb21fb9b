import DeskTestSupport
import Desk
import DeskStore
import Health
import Testing
import Wire

@testable import DeskServer

/// Who may say what, before a session begins.
@Suite(.timeLimit(.minutes(5)))
struct GreetingTests {
    @Test(arguments: ["BEAT", "OPEN 1 key=disk/A/disk.wear", "RENEW", "FACT", "GARBAGE", "BYE 221", "", "ENROL"])
    func aVerbBeforeHelloIsRefused(line: String) async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            let client = try await desk.client(running, as: host)
            client.send(line)
            let answers = await client.rest()
            #expect(answers.count == 2)
            #expect(answers.first?.hasPrefix("ERR 5") == true)
            #expect(answers.last?.hasPrefix("BYE 5") == true)
            if ["BEAT", "RENEW", "BYE 221"].contains(line) { #expect(answers.first == "ERR 503 hello-first") }
        }
    }

    @Test(arguments: ["BEAT", "RENEW", ClientMessage.hello().line.text, "GARBAGE", ""])
    func aStrangerMayOnlyEnrol(line: String) async throws {
        let desk = try await TestDesk()
        try await desk.run { running in
            let client = try await desk.client(running)
            client.send(line)
            #expect(await client.rest() == ["ERR 530 not-enrolled", "BYE 530 not-enrolled retry=0"])
        }
    }

    @Test func aRetiredHostIsRefused() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.store.retire(hostID, at: now)
        try await desk.run { running in
            let client = try await desk.client(running, as: host)
            client.send(.hello())
            #expect(await client.rest() == ["ERR 530 retired", "BYE 530 retired retry=0"])
        }
    }

    @Test func aHostOfTheAuthorityThatTheStoreDoesNotKnowIsRefused() async throws {
        let desk = try await TestDesk()
        let host = try TestHost(of: desk.authority)
        try await desk.run { running in
            let client = try await desk.client(running, as: host)
            client.send(.hello())
            #expect(await client.rest().first?.hasPrefix("ERR 530 ") == true)
        }
    }

    @Test func anExpiredHostMayOnlyEnrolAgain() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host(lifetime: 60)
        try await desk.store.create(token(uses: 1))
        desk.clock.advance(by: 62)
        try await desk.run { running in
            let client = try await desk.client(running, as: host)
            client.send(.hello())
            #expect(await client.rest() == ["ERR 530 not-enrolled", "BYE 530 not-enrolled retry=0"])
            let again = try await desk.client(running, as: host)
            again.send(.enrol(try enrolment(host)))
            #expect(await again.next()?.hasPrefix("CERT ") == true)
        }
    }

    @Test func aFloodWithoutALineFeedIsCut() async throws {
        let desk = try await TestDesk()
        let host = try await desk.host()
        try await desk.run { running in
            for (who, refusal) in [(host, "ERR 552 "), (nil, "ERR 530 ")] {
                let client = try await desk.client(running, as: who)
                client.send(bytes: Array(repeating: UInt8(ascii: "A"), count: 1 << 20) + [UInt8(ascii: "\n")])
                let answers = await client.rest()
                #expect(answers.first?.hasPrefix(refusal) == true)
                #expect(answers.last?.hasPrefix("BYE ") == true)
            }
        }
    }

    @Test func connectionsOverTheLimitAreClosedAtOnce() async throws {
        let desk = try await TestDesk()
        try await desk.run(connectionLimit: 2) { running in
            let clients = [try await desk.client(running), try await desk.client(running)]
            let third = try? await WireClient(port: running.port, agentConfiguration(trusting: desk.authority))
            #expect(await third?.next() == nil)
            for client in clients { try await client.close() }
        }
    }

    @Test func theDeskListensOnIPv6() async throws {
        let desk = try await TestDesk()
        try await desk.run(listen: "::") { running in
            for address in ["::1", "127.0.0.1"] {
                _ = try await desk.client(running, address: address)
            }
        }
    }
}

/// A token whose secret is "secret".
func token(uses: Int, expiresAt: Timestamp = now.advanced(by: 3600)) -> Token {
    Token(hash: Secret.hash("secret"), address: "desk.example:7117", usesLeft: uses, expiresAt: expiresAt)
}

func enrolment(_ host: TestHost, secret: String = "secret") throws -> Enrol {
    Enrol(secret: secret, request: Base64.encode(try host.request()), name: "ws-1", hostClass: "laptop")
}
