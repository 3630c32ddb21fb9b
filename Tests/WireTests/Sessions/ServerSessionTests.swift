import Health
import Testing
import Wire

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
            ("ACCEPT 5 key=x", "missing-field"), ("SHINY 5 key=x", "unknown-verb"),
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
