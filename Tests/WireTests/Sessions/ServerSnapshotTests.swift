import Health
import Testing
import Wire

@Suite struct ServerSnapshotTests {
    @Test func snapshotIsOneItem() {
        var session = ServerSession.established()
        let lines = ["SYNC 1 count=2", standing, standing.replacing("x/", with: "y/"), "END count=2"]
        #expect(session.say(lines[0], lines[1], lines[2]) == [])
        let found = items(session.say(lines[3]))
        #expect(found.first?.digest == Digest.start.extended(byEntry: lines.joined(separator: "\n")))
        guard case .sync(let standings, _) = found.first?.content else {
            Issue.record("no snapshot")
            return
        }
        #expect(standings.map(\.key.component.id) == ["x", "y"])
    }

    @Test(
        "A snapshot with a fault is one dead letter, and what follows is taken",
        arguments: [
            (["SYNC 1 count=2", standing, "END count=2"], "bad-count"),
            (["SYNC 1 count=1", standing, standing, "END count=1"], "bad-count"),
            (["SYNC 1 count=1", standing, "END count=2"], "bad-count"),
            (["SYNC 1 count=1", standing, "END"], "missing-field"),
            (["SYNC 1 count=1", "STATE key=x", "END count=1"], "bad-field"),
            (["SYNC 1 count=1", "\u{7}", "END count=1"], "bad-verb"),
            (["SYNC 1 count=1", "STATE " + String(repeating: "x", count: 17_000), "END count=1"], "too-long"),
            (["SYNC 1 count=9999", standing, standing, "END count=2"], "bad-field"),
            (["SYNC 1 \u{7}", standing, "END count=1"], "bad-separator"),
            (["SYNC 1 count=2", standing], "bad-snapshot"),
            (["SYNC 1 count=2"], "bad-snapshot"),
        ]
    )
    func spoiled(lines: [String], word: String) {
        var session = ServerSession.established()
        var actions: [ServerSession.Action] = []
        for line in lines { actions += session.say(line) }
        actions += session.say("OPEN 2 \(keys)")
        let found = items(actions)
        #expect(actions.count == 2 && found.map(\.number) == [1, 2])
        guard case .unreadable(let text, let error) = found.first?.content else {
            Issue.record("it is not a dead letter")
            return
        }
        #expect(error.word == word)
        #expect(text.hasPrefix("SYNC 1"))
    }

    @Test("A beat within a snapshot ends it, and is answered")
    func beatWithinSnapshot() {
        var session = ServerSession.established()
        let actions = session.say("SYNC 1 count=2", standing, "BEAT")
        #expect(items(actions).count == 1)
        #expect(actions.contains(.send(.beat(noon))))
    }

    @Test("A snapshot larger than its limit is thrown away while it comes")
    func hugeSnapshot() {
        var session = ServerSession.established()
        _ = session.say("SYNC 1 count=4096")
        let long = standing + " name=\"" + String(repeating: "x", count: 15_000) + "\""
        for _ in 0..<100 { #expect(session.say(long) == []) }
        guard case .unreadable(let text, let error) = items(session.say("END count=100")).first?.content else {
            Issue.record("it is not a dead letter")
            return
        }
        #expect(error == LineError(.tooLong, "snapshot-too-long"))
        #expect(text.utf8.count < 6000)
    }

    @Test("A snapshot that is settled is read to its end and acknowledged again")
    func repeatedSnapshot() {
        var session = ServerSession.established(committed: 4)
        #expect(session.say("SYNC 4 count=1", standing) == [])
        #expect(session.say("END count=1") == [.send(.acknowledged(4))])
        #expect(items(session.say("SYNC 5 count=0", "END count=0")).count == 1)
        #expect(session.say("SYNC 5 count=0", "END count=0") == [])
        #expect(session.say("SYNC 8 count=0") == ended(409, "out-of-order", retry: 1))
    }
}
