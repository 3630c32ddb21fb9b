import Health
import Testing
import Wire

private let hello = "HELLO 1 name=a class=desktop journal=12345678 first=1 last=9 base=cbf29ce484222325"
private let keys = "key=disk/x/disk.wear severity=warning value=1 at=2026-11-23T21:00:00Z"
private let standing = "STATE key=disk/x/disk.wear state=open severity=warning value=1 since=2026-11-23T21:00:00Z"

extension ServerSession {
    /// Takes whole lines.
    fileprivate mutating func say(_ lines: String..., now: Double = 0) -> [Action] {
        receive(lines.map { $0 + "\n" }.joined().utf8, now: now, time: noon)
    }

    fileprivate static func connected(isCertified: Bool = true, window: UInt64 = 256) -> ServerSession {
        var session = ServerSession(isCertified: isCertified, terms: Terms(desk: "desk1", store: "s", window: window))
        _ = session.start(now: 0, time: noon)
        return session
    }

    fileprivate static func established(committed: UInt64 = 0, window: UInt64 = 256) -> ServerSession {
        var session = connected(window: window)
        _ = session.say(hello)
        _ = session.opened(committed: committed, digest: .start, have: [])
        return session
    }
}

private func refused(_ code: LineError.Code, _ word: String) -> [ServerSession.Action] {
    [.send(.error(LineError(code, word))), .send(.bye(code: code.rawValue, reason: word, retry: 0)), .close]
}

private func items(_ actions: [ServerSession.Action]) -> [JournalItem] {
    actions.compactMap { if case .submit(let item) = $0 { item } else { nil } }
}

private func ended(_ code: Int, _ reason: String, retry: UInt64 = 0) -> [ServerSession.Action] {
    [.send(.bye(code: code, reason: reason, retry: retry)), .close]
}

@Suite struct ServerSessionTests {
    // MARK: Who may say what

    @Test(
        "Without a certificate there is nothing but ENROL",
        arguments: [
            hello, "RENEW", "OPEN 1 \(keys)", "SYNC 1 count=0", standing, "END count=0", "SKIP 1 to=1 reason=x", "BEAT",
            "BYE 221",
            "FACT component=disk/x", "SHINY 1", "HELLO", "",
        ]
    )
    func withoutCertificate(line: String) {
        var session = ServerSession.connected(isCertified: false)
        #expect(session.say(line) == refused(.notEnrolled, "not-enrolled"))
        #expect(session.say(line) == [])
    }

    @Test(
        "Before HELLO there is nothing but HELLO",
        arguments: [
            "RENEW", "OPEN 1 \(keys)", "SYNC 1 count=0", standing, "END count=0", "SKIP 1 to=1 reason=x", "BEAT",
            "BYE 221",
            "ENROL secret=x csr=x name=x class=x",
        ]
    )
    func beforeHello(line: String) {
        var session = ServerSession.connected()
        #expect(session.say(line) == refused(.sequence, "hello-first"))
        session = .connected()
        _ = session.say(hello)
        #expect(session.say(line) == refused(.sequence, "hello-first"))
    }

    @Test func unreadableBeforeHello() {
        var session = ServerSession.connected()
        #expect(session.say("hello") == refused(.syntax, "bad-verb"))
        session = .connected()
        #expect(session.say("SHINY") == refused(.verb, "unknown-verb"))
        session = .connected()
        #expect(session.say(String(repeating: "A", count: 20_000)) == refused(.tooLong, "too-long"))
    }

    @Test func secondHelloAndEnrolAreRefused() {
        var session = ServerSession.established()
        #expect(session.say(hello) == [.send(.error(LineError(.sequence, "unexpected")))])
        #expect(
            session.say("ENROL secret=x csr=x name=x class=x") == [.send(.error(LineError(.sequence, "unexpected")))]
        )
        #expect(session.isEstablished)
    }

    @Test func greetingAndWelcome() {
        var session = ServerSession(isCertified: true, terms: .init(desk: "desk1", store: "s"))
        #expect(
            session.start(now: 0, time: noon) == [
                .send(
                    .greeting(.init(desk: "desk1", store: "s", maximumLine: 16_384, window: 256, idle: 180, time: noon))
                )
            ]
        )
        guard case .open(let opened) = session.say(hello).first else {
            Issue.record("HELLO does not open")
            return
        }
        #expect(opened.last == 9)
        let have = ModelDesk.standing(key(1), .critical)
        #expect(
            session.opened(committed: 7, digest: .start, have: [have]) == [
                .send(.welcome(.init(committed: 7, digest: .start, have: 1, beat: 60, grace: 180))), .send(.have(have)),
            ]
        )
        #expect(session.opened(committed: 8, digest: .start, have: []) == [])
    }

    @Test func refusalByTheStoreEnds() {
        var session = ServerSession.connected()
        _ = session.say(hello)
        #expect(session.refused(LineError(.notEnrolled, "retired")) == refused(.notEnrolled, "retired"))
        #expect(session.refused(LineError(.notEnrolled, "retired")) == [])
    }

    // MARK: Numbers

    @Test func inOrderThenAcknowledged() {
        var session = ServerSession.established()
        let found = items(
            session.say("OPEN 1 \(keys)", "UPDATE 2 \(keys)", "SKIP 3 to=7 reason=dropped", "CLEAR 8 \(keys)")
        )
        #expect(found.map(\.number) == [1, 2, 3, 8])
        #expect(found.map(\.through) == [1, 2, 7, 8])
        #expect(found.first?.digest == Digest.start.extended(by: "OPEN 1 \(keys)".utf8))
        let ticket = ServerMessage.ticket(5, key: key(1), isOpen: true)
        let error = LineError(.field, "bad-field")
        #expect(
            session.committed(through: 7, digest: .start, rejected: [(number: 2, error: error)], tickets: [ticket])
                == [.send(.rejected(2, error)), .send(ticket), .send(.acknowledged(7))]
        )
        #expect(session.committed(through: 7, digest: .start) == [])
    }

    @Test("What is committed is acknowledged again, what is in hand is passed over, what is too far ends the session")
    func numbersOutOfOrder() {
        var session = ServerSession.established(committed: 4)
        #expect(session.say("OPEN 4 \(keys)") == [.send(.acknowledged(4))])
        #expect(items(session.say("OPEN 5 \(keys)")).count == 1)
        #expect(session.say("OPEN 5 \(keys)") == [])
        #expect(session.say("OPEN 7 \(keys)") == ended(409, "out-of-order", retry: 1))
        #expect(session.say("OPEN 6 \(keys)") == [])
        #expect(session.committed(through: 5, digest: .start) == [])
    }

    @Test(
        "A line that cannot be read is settled at its number",
        arguments: [
            ("OPEN 5", "missing-field"), ("OPEN 5 key=\"\u{7}\"", "control-character"),
            ("OPEN 5 key=1 key=2", "duplicate-key"),
            ("OPEN 5 =", "bad-key"), ("OPEN 5\t", "bad-separator"), ("OPEN 5x", "bad-number"),
            ("ACCEPT 5 key=x", "unknown-verb"),
            ("SKIP 5 to=4 reason=x", "bad-field"), ("OPEN 5 " + String(repeating: "x", count: 17_000), "too-long"),
            ("SKIP 5 to=18446744073709551615 reason=x", "bad-field"),
        ]
    )
    func deadLetter(line: String, word: String) {
        var session = ServerSession.established(committed: 4)
        let found = items(session.say(line))
        guard found.count == 1, let item = found.first, case .unreadable(let text, let error) = item.content else {
            Issue.record("it is not a dead letter")
            return
        }
        #expect(item.number == 5 && item.through == 5)
        #expect(error.word == word)
        #expect(text == String(line.prefix(line.utf8.count > 16_000 ? 256 : .max)))
        #expect(items(session.say("OPEN 6 \(keys)")).count == 1)
    }

    @Test(
        "A line without a number that cannot be read is said, and the session goes on",
        arguments: [
            ("SHINY", "unknown-verb"), ("SHINY 77 thing=1", "unknown-verb"), ("", "bad-verb"),
            ("FACT component=x", "bad-field"),
            ("FACT 5", "missing-field"), ("END count=0", "unexpected"), (standing, "unexpected"),
            ("OPEN", "bad-number"),
            ("OPEN 18446744073709551615 \(keys)", "bad-number"), ("OPEN 9223372036854775807 \(keys)", "bad-number"),
            ("OPEN 0 \(keys)", "bad-number"),
        ]
    )
    func error(line: String, word: String) {
        var session = ServerSession.established(committed: 4)
        guard case .send(.error(let error)) = session.say(line).first else {
            Issue.record("no ERR")
            return
        }
        #expect(error.word == word)
        #expect(items(session.say("OPEN 5 \(keys)")).count == 1)
    }

    @Test("RENEW, BEAT and their like may have words after them that are no numbers of the journal")
    func wordsAreNoNumbers() {
        var session = ServerSession.established(committed: 4)
        #expect(session.say("RENEW 5") == [.renew])
        #expect(session.say("BEAT 99").count == 2)
        #expect(session.say("RES 7 1/3") == [.send(.error(LineError(.verb, "unknown-verb")))])
        #expect(session.isEstablished)
    }

    @Test("The last number of all does not trap")
    func lastNumber() {
        var session = ServerSession.established()
        #expect(items(session.say("SKIP 1 to=\(Line.maximumNumber) reason=x")).count == 1)
        #expect(session.committed(through: Line.maximumNumber, digest: .start).count == 1)
        for number in [Line.maximumNumber, Line.maximumNumber + 1, .max] {
            _ = session.say("OPEN \(number) \(keys)", "SYNC \(number) count=0", "END count=0")
        }
        #expect(session.isEstablished)
    }

    @Test("More than the window is not taken")
    func window() {
        var session = ServerSession.established(committed: 4, window: 2)
        #expect(items(session.say("OPEN 5 \(keys)", "OPEN 6 \(keys)")).count == 2)
        #expect(session.say("OPEN 7 \(keys)") == ended(409, "window", retry: 1))
    }

    // MARK: Gaps

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

    // MARK: Snapshots

    @Test func snapshotIsOneItem() {
        var session = ServerSession.established()
        let lines = ["SYNC 1 count=2", standing, standing.replacing("x/", with: "y/"), "END count=2"]
        #expect(session.say(lines[0], lines[1], lines[2]) == [])
        let found = items(session.say(lines[3]))
        #expect(found.first?.digest == Digest.start.extended(byEntry: lines.joined(separator: "\n")))
        guard case .sync(let standings) = found.first?.content else {
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

    // MARK: WAIT

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

    // MARK: Time

    @Test func helloTimeout() {
        var session = ServerSession.connected()
        #expect(session.tick(now: 5) == [])
        #expect(session.tick(now: 5.1) == ended(408, "hello-timeout"))
        #expect(session.tick(now: 6) == [])
    }

    @Test func idleTimeout() {
        var session = ServerSession.established()
        _ = session.say("BEAT", now: 100)
        #expect(session.tick(now: 280) == [])
        #expect(session.tick(now: 280.1) == ended(408, "idle"))
    }

    @Test("A line must end within 10 s, however many bytes come")
    func lineTimeout() {
        var session = ServerSession.established()
        for second in 0..<10 {
            _ = session.receive("O".utf8, now: Double(second), time: noon)
            #expect(session.tick(now: Double(second)) == [])
        }
        #expect(session.tick(now: 10.1) == ended(408, "line-timeout"))
    }

    @Test("A stream that always ends within a line is no slow line")
    func busyStream() {
        var session = ServerSession.established()
        for second in 0..<60 {
            _ = session.receive("BEAT\nBE".utf8, now: Double(second), time: noon)
            #expect(session.tick(now: Double(second)) == [])
            _ = session.receive("AT\nB".utf8, now: Double(second) + 0.5, time: noon)
            _ = session.receive("EAT\n".utf8, now: Double(second) + 0.6, time: noon)
        }
        #expect(session.isEstablished)
    }

    // MARK: The end

    @Test func nothingAfterTheEnd() {
        var session = ServerSession.established()
        #expect(session.say("BYE 221 reason=suspend", "OPEN 1 \(keys)") == [.leave(reason: "suspend"), .close])
        #expect(session.say("OPEN 1 \(keys)") == [])
        #expect(session.end(421, "restart") == [])
        #expect(session.committed(through: 1, digest: .start) == [])
        #expect(session.postponed(code: 450, reason: "busy", milliseconds: 1) == [])
        #expect(session.refused(LineError(.field, "x")) == [])
        #expect(session.certified(chain: ["x"], host: "y") == [])
        #expect(session.tick(now: 1e9) == [])
    }

    @Test func renewal() {
        var session = ServerSession.established()
        #expect(session.say("RENEW") == [.renew])
        #expect(session.certified(chain: ["x"], host: "y") == [.send(.certificate(chain: ["x"], host: "y"))])
        #expect(
            session.refused(LineError(.notEnrolled, "denied")) == [.send(.error(LineError(.notEnrolled, "denied")))]
        )
        #expect(session.isEstablished)
    }
}
