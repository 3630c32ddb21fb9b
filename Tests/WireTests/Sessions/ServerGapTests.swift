import Health
import Testing
import Wire

@Suite struct ServerGapTests {
    private static let restored = hello.replacing("first=1 ", with: "first=8 ").replacing(
        "cbf29ce484222325",
        with: "00000000000000aa"
    )

    private static func afterGap() -> ServerSession {
        var session = connected(hello: restored)
        _ = session.opened(committed: 4, digest: .start, have: [])
        return session
    }

    private static func connected(hello: String) -> ServerSession {
        var session = ServerSession.connected(window: 2)
        _ = session.say(hello)
        return session
    }

    @Test("What the host released and the desk does not have is settled as a gap before the host's first entry")
    func gap() {
        var session = Self.afterGap()
        let found = items(session.say("OPEN 8 \(keys)", "OPEN 9 \(keys)"))
        #expect(found.map(\.number) == [5, 8, 9])
        #expect(found.map(\.through) == [7, 8, 9])
        #expect(found.first?.content == .gap)
        #expect(found.first?.digest == Digest(value: 0xAA))
        #expect(found.dropFirst().first?.digest == Digest(value: 0xAA).extended(by: "OPEN 8 \(keys)".utf8))
        #expect(session.committed(through: 9, digest: .start) == [.send(.acknowledged(9))])
    }

    @Test("A gap is passed before a snapshot and before a dead letter, and again after WAIT")
    func gapBeforeOthers() {
        var session = Self.afterGap()
        #expect(items(session.say("SYNC 8 count=0", "END count=0")).map(\.number) == [5, 8])
        _ = session.postponed(code: 450, reason: "busy", milliseconds: 1)
        #expect(session.say("OPEN 9 \(keys)") == [])
        #expect(items(session.say("OPEN 8")).map(\.number) == [5, 8])
    }

    @Test("Any other number beyond the next is out of order", arguments: [6, 7, 9])
    func noGap(number: Int) {
        var session = Self.afterGap()
        #expect(session.say("OPEN \(number) \(keys)") == ended(409, "out-of-order", retry: 1))
    }
}
