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

    init() async throws {
        let test = try await TestDesk()
        var numbers = FixedNumbers(state: 1)
        let identity = try DeskIdentity(addresses: ["desk.example"], authority: test.authority, using: &numbers)
        let log = Logger(label: "test")
        desk = DeskContext(
            terms: ServerSession.Terms(desk: "desk-1", store: "s"),
            store: test.store,
            authority: test.authority,
            tls: try DeskTLS(identity: identity, trusted: test.authority.trusted),
            intake: Intake(store: test.store, now: { now }, log: log),
            jobs: JobRunner(),
            sessions: sessions,
            now: { now },
            log: log
        )
    }

    /// A channel, not connected yet, and its handler; both belong to the thread of the caller.
    private func channel() throws -> (EmbeddedChannel, SessionHandler) {
        let channel = EmbeddedChannel()
        let handler = SessionHandler(desk: desk)
        try channel.pipeline.syncOperations.addHandler(handler)
        return (channel, handler)
    }

    @Test func aPeerThatDoesNotShakeHandsIsHungUpOn() throws {
        let (channel, _) = try channel()
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(4999))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!channel.isActive)
    }

    /// A host whose peer hung up while its HELLO was looked at would count as connected for ever.
    @Test func whoHasGoneTakesNoPlace() throws {
        let (channel, handler) = try channel()
        #expect(!handler.takePlace(of: hostID).isConnected)
        #expect(!sessions.isConnected(hostID))
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
        #expect(handler.takePlace(of: hostID).isConnected)
        #expect(sessions.isConnected(hostID))
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
