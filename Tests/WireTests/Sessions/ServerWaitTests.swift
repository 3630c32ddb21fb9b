import Health
import Testing
import Wire

@Suite struct ServerWaitTests {
    @Test("After WAIT what is in flight is passed over until the expected number comes")
    func postponed() {
        var session = ServerSession.established(committed: 4)
        _ = session.say("OPEN 5 \(keys)", "OPEN 6 \(keys)")
        #expect(
            session.postponed(code: 450, reason: "busy", milliseconds: 3000)
                == [.send(.wait(code: 450, reason: "busy", milliseconds: 3000))]
        )
        #expect(session.say("OPEN 7 \(keys)", "SYNC 8 count=1", standing, "END count=1", "SKIP 9 to=12 reason=x") == [])
        #expect(items(session.say("OPEN 5 \(keys)", "OPEN 6 \(keys)")).map(\.number) == [5, 6])
        #expect(session.say("OPEN 9 \(keys)") == ended(409, "out-of-order", retry: 1))
    }

    @Test("WAIT within a snapshot throws it away")
    func postponedWithinSnapshot() {
        var session = ServerSession.established(committed: 4)
        _ = session.say("OPEN 5 \(keys)", "SYNC 6 count=1", standing)
        _ = session.postponed(code: 450, reason: "busy", milliseconds: 1)
        #expect(session.say("END count=1") == [])
        #expect(
            items(session.say("OPEN 5 \(keys)", "SYNC 6 count=1", standing, "END count=1")).map(\.number) == [5, 6]
        )
    }

    @Test("A commit that is told after WAIT counts")
    func commitAfterPostponed() {
        var session = ServerSession.established(committed: 4)
        _ = session.say("OPEN 5 \(keys)", "OPEN 6 \(keys)")
        _ = session.postponed(code: 450, reason: "busy", milliseconds: 1)
        #expect(session.committed(through: 5, digest: .start) == [.send(.acknowledged(5))])
        #expect(items(session.say("OPEN 6 \(keys)")).map(\.number) == [6])
    }

    @Test("A commit that is told while its snapshot is sent again settles it")
    func commitWithinRepeatedSnapshot() {
        var session = ServerSession.established(committed: 4)
        let entries = ["SYNC 5 count=1", standing, "END count=1", "OPEN 6 \(keys)", "OPEN 7 \(keys)"]
        for line in entries { _ = session.say(line) }
        _ = session.postponed(code: 450, reason: "busy", milliseconds: 1)
        #expect(session.say(entries[0], entries[1]) == [])
        #expect(session.committed(through: 7, digest: .start) == [.send(.acknowledged(7))])
        #expect(session.say(entries[2]) == [.send(.acknowledged(7))])
        #expect(items(session.say("OPEN 8 \(keys)")).map(\.number) == [8])
    }
}
