import Desk
import Logging
import NIOCore
import NIOEmbedded
import Testing
import Wire

@testable import DeskServer

/// A session's handler on a channel in memory, whose time the test moves.
struct SessionHandlerTests {
    let sessions = Sessions()
    let desk: DeskContext
    let tls: DeskTLS
    let intake: Intake
    let test: TestDesk

    init() async throws {
        test = try await TestDesk()
        var numbers = FixedNumbers(state: 1)
        let identity = try DeskIdentity(addresses: ["desk.example"], authority: test.authority, using: &numbers)
        let log = Logger(label: "test")
        let intake = Intake(store: test.store, now: { now }, log: log)
        self.intake = intake
        tls = try DeskTLS(identity: identity, trusted: test.authority.trusted)
        desk = DeskContext(
            terms: ServerSession.Terms(desk: "desk-1", store: "s"),
            store: test.store,
            authority: test.authority,
            sessions: sessions,
            settle: {},
            now: { now },
            log: log
        )
    }

    /// A channel, not connected yet, with its handler; both belong to the thread of the caller.
    private func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let handler = SessionHandler(desk: desk, tls: tls, intake: intake, jobs: JobRunner())
        try channel.pipeline.syncOperations.addHandler(handler)
        return channel
    }

    @Test func aPeerThatDoesNotShakeHandsIsHungUpOn() throws {
        let channel = try channel()
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    /// A session whose peer has gone, or not.
    private final class Peer: LiveSession {
        let isConnected: Bool

        init(isThere: Bool) {
            isConnected = isThere
        }

        var id: ObjectIdentifier { ObjectIdentifier(self) }
        func end(_ code: Int, _ reason: String, retry: UInt64) {}
        func finish(_ code: Int, _ reason: String, retry: UInt64) async {}
    }

    /// A host whose peer hung up while its HELLO was looked at would count as connected for ever.
    @Test(arguments: [false, true])
    func whoHasGoneTakesNoPlace(isThere: Bool) async throws {
        let host = try await test.host()
        let certificate = try #require(HostCertificate(der: host.chain[0]))
        guard case .hello(let hello) = ClientMessage.hello() else { return }
        let answer = await desk.open(hello, by: certificate, for: Peer(isThere: isThere))
        #expect(sessions.isConnected(hostID) == isThere)
        switch answer {
        case .gone: #expect(!isThere)
        case .opened: #expect(isThere)
        case .refused, .busy: Issue.record("\(answer)")
        }
    }

    @Test func aHandleKnowsWhetherItsPeerIsThere() throws {
        let channel = try channel()
        let handle = SessionHandle(channel: channel)
        #expect(!handle.isConnected)
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
        #expect(handle.isConnected)
        channel.close(promise: nil)
        #expect(!handle.isConnected)
    }

    /// A desk that shuts down waits for the good-bye of every session; one whose peer hung up has none to say.
    @Test(.timeLimit(.minutes(1)), arguments: [false, true])
    func whoIsFinishedKeepsNobodyWaiting(isGone: Bool) async throws {
        let channel = try await NIOAsyncTestingChannel { [desk, tls, intake] channel in
            let handler = SessionHandler(desk: desk, tls: tls, intake: intake, jobs: JobRunner())
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        if isGone { _ = try await channel.finish() }
        await SessionHandle(channel: channel).finish(421, "restart", retry: 0)
        _ = try await channel.finish(acceptAlreadyClosed: true)
    }

    @Test func aPlaceThatIsFreedIsCountedAgain() throws {
        let limit = ConnectionLimit(1)
        let first = EmbeddedChannel()
        #expect(limit.admit(first))
        #expect(!limit.admit(EmbeddedChannel()))
        first.close(promise: nil)
        first.embeddedEventLoop.run()
        #expect(limit.admit(EmbeddedChannel()))
    }
}
