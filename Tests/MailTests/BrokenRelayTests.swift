import TestMail
import Testing

@testable import Mail

/// A relay that hangs, breaks off or lies costs a bounded time, and no mail.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct BrokenRelayTests {
    @Test(
        arguments: [
            ("hang-after-connect", .time, 1), ("close-after-connect", .broken, 1), ("unwelcome", .unwelcome, 1),
            ("busy", .later, 1), ("no-smtp", .nonsense, 1), ("garbage", .nonsense, 2),
        ] as [(String, Trouble.Kind, Int)]
    )
    func noService(_ mode: String, _ kind: Trouble.Kind, _ connections: Int) throws {
        let server = try TestRelay(mode)
        let mail = try #require(Samples.mail())
        let start = ContinuousClock.now
        #expect(try server.outcomes(of: [mail, mail]).map(\.trouble) == [kind, kind])
        #expect(ContinuousClock.now - start < .seconds(8))
        // What is not a message's fault is tried once.
        #expect(try server.seen().compactMap(\.connection).count == connections)
    }

    /// One libcurl counts what comes, another waits for its end: in both there is one.
    @Test func anEndlessLine() throws {
        let server = try TestRelay("endless-line")
        let start = ContinuousClock.now
        let trouble = try server.outcomes(of: [try #require(Samples.mail())]).first?.trouble
        #expect([.time, .broken, .nonsense].contains { $0 == trouble })
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test(
        arguments: [
            ("hang-after-data", [.time]), ("close-after-data", [.broken]),
            ("endless-reply", [.time, .broken, .nonsense]),
        ] as [(String, [Trouble.Kind])]
    )
    func noAnswerToTheText(_ mode: String, _ kinds: [Trouble.Kind]) throws {
        let server = try TestRelay(mode)
        let outcome = try server.outcomes(of: [try #require(Samples.mail())]).first
        guard case .unknown(let trouble) = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
        #expect(kinds.contains(trouble.kind))
    }

    /// A late answer belongs to the message that it was late for, and never to the next one.
    @Test func aLateAnswerIsNobodyElses() throws {
        let server = try TestRelay("late-refusal")
        let mail = try #require(Samples.mail())
        let session = CurlSession(try server.described(), Patience(connection: 1, message: 1.5))
        let ends = (0..<2).map { _ in session.send(mail, isLast: false, stop: StopFlag()).outcomes(1) }
        for outcome in ends.joined() {
            guard case .unknown(let trouble) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(trouble.kind == .time)
        }
        #expect(try server.seen().compactMap(\.connection) == [1, 2])
    }

    /// The rest of what was to be sent is left for another time, so that it is not known to have failed.
    @Test func afterSilenceTheRestIsNotTried() throws {
        let server = try TestRelay("hang-after-data")
        let mail = try #require(Samples.mail())
        let outcomes = try server.outcomes(of: [mail, mail, mail])
        guard case .unknown = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(outcomes.dropFirst().map(\.trouble) == [.stopped, .stopped])
    }

    @Test func aConnectionThatBreaksWithinALongTextHasNotDelivered() throws {
        let server = try TestRelay("close-in-text")
        let text = String(repeating: String(repeating: "a", count: 70) + "\n", count: 70_000)
        #expect(try server.outcomes(of: [try #require(Samples.mail(text: text))]).map(\.trouble) == [.broken])
    }

    @Test func aServerThatHangsAtTheEndHasDelivered() throws {
        let server = try TestRelay("hang-at-quit")
        let start = ContinuousClock.now
        let outcomes = try server.outcomes(of: [try #require(Samples.mail())])
        #expect(outcomes == [.delivered(Reply(code: 250, text: "taken"))])
        #expect(try server.seen().compactMap(\.quit) == [true])
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    /// What is left open, because someone wanted an end, is closed without a wait.
    @Test func anOpenConnectionIsNoReasonToWait() throws {
        let server = try TestRelay("hang-at-quit")
        let mail = try #require(Samples.mail())
        let start = ContinuousClock.now
        var session: CurlSession? = CurlSession(try server.described(), Patience())
        let end = session?.send(mail, isLast: false, stop: StopFlag())
        session = nil
        #expect(end?.failure == nil)
        #expect(ContinuousClock.now - start < .seconds(8))
    }

    @Test func nobodyListens() throws {
        let port = try TestRelay("normal").port
        #expect(try Relay(host: "127.0.0.1", port: port, security: .none, helo: "d").outcome().trouble == .connection)
    }

    @Test func noSuchName() throws {
        #expect(try Relay(host: "relay.invalid", security: .tls, helo: "d").outcome().trouble == .name)
    }
}
