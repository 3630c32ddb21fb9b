import Health
import Testing
import Wire

private let status = Beat(uptime: 5, queue: 0, oldest: 0, probes: 1, failed: 0)

extension ClientSession {
    fileprivate mutating func hear(_ messages: ServerMessage..., now: Double = 0) -> [Action] {
        receive(messages.map { $0.line.text + "\n" }.joined().utf8, now: now)
    }

    fileprivate static func connected(last: UInt64 = 9) -> ClientSession {
        let hello = Hello(
            version: "0.1.0",
            name: "a",
            hostClass: "desktop",
            boot: "",
            journal: "12345678",
            first: 5,
            last: last,
            base: .start
        )
        return ClientSession(hello: hello, store: "s", now: 0)
    }

    fileprivate static func established(last: UInt64 = 9, window: UInt64 = 3) -> (ClientSession, [Action]) {
        var session = connected(last: last)
        _ = session.hear(greeting(window: window))
        _ = session.hear(welcome())
        let actions = session.resumed(after: 4, last: last)
        return (session, actions)
    }
}

private func greeting(store: String = "s", window: UInt64 = 3) -> ServerMessage {
    .greeting(.init(desk: "d", store: store, maximumLine: 16_384, window: window, idle: 180, time: noon))
}

private func welcome(have: Int = 0) -> ServerMessage {
    .welcome(.init(committed: 4, digest: .start, have: have, beat: 60, grace: 180))
}

private func entries(_ numbers: ClosedRange<UInt64>) -> [ClientSession.Entry] {
    numbers.map { .init(number: $0, through: $0, text: "entry \($0)") }
}

private func sends(_ numbers: ClosedRange<UInt64>) -> [ClientSession.Action] { numbers.map { .send("entry \($0)") } }

private func reason(_ actions: [ClientSession.Action]) -> String? {
    if case .close(let reason, _) = actions.last { reason } else { nil }
}

@Suite struct ClientSessionTests {
    @Test func saysHelloOnlyWhenGreeted() {
        var session = ClientSession.connected()
        #expect(session.extended(to: 20) == [])
        #expect(session.renew() == [])
        #expect(session.hear(greeting()).count == 1)
        #expect(session.hear(welcome()) == [.resume(committed: 4, digest: .start)])
        #expect(session.resumed(after: 4, last: 9) == [.release(through: 4), .ready, .fetch(from: 5, limit: 3)])
    }

    @Test("Another store is refused")
    func storePin() {
        var session = ClientSession.connected()
        let actions = session.hear(greeting(store: "other"))
        #expect(actions.count == 1)
        #expect(reason(actions)?.contains("other") == true)
        #expect(session.hear(welcome()) == [])
    }

    @Test("What the desk holds open is adopted before anything is sent, in whatever order the journal answers")
    func adoption() {
        let have = [ModelDesk.standing(key(1), .warning), ModelDesk.standing(key(2), .critical)]
        var session = ClientSession.connected()
        _ = session.hear(greeting())
        _ = session.hear(welcome(have: 2))
        #expect(session.hear(.have(have[0])) == [.adopt(have[0])])
        #expect(session.resumed(after: 4, last: 9) == [.release(through: 4)])
        #expect(!session.isEstablished)
        #expect(session.hear(.have(have[1])) == [.adopt(have[1]), .ready, .fetch(from: 5, limit: 3)])
        #expect(reason(session.hear(.have(have[1]))) != nil)
    }

    @Test func windowIsKept() {
        var (session, _) = ClientSession.established()
        #expect(session.supply(entries(5...9)) == sends(5...7))
        #expect(session.extended(to: 12) == [])
        #expect(session.hear(.acknowledged(6)) == [.release(through: 6), .fetch(from: 8, limit: 2)])
        #expect(session.hear(.acknowledged(6)) == [])
        #expect(session.supply(entries(8...9)) == sends(8...9))
        #expect(session.hear(.acknowledged(9)) == [.release(through: 9), .fetch(from: 10, limit: 3)])
    }

    @Test("A skip larger than the window is sent, and nothing after it until it is acknowledged")
    func skip() {
        var (session, _) = ClientSession.established(last: 2000)
        let skip = ClientSession.Entry(number: 5, through: 1004, text: "SKIP")
        #expect(session.supply([skip] + entries(1005...1006)) == [.send("SKIP")])
        #expect(session.hear(.acknowledged(1004)) == [.release(through: 1004), .fetch(from: 1005, limit: 3)])
    }

    @Test("One fetch at a time, and the growth of the journal meanwhile is not lost")
    func oneFetch() {
        var (session, _) = ClientSession.established(last: 5, window: 8)
        #expect(session.extended(to: 6) == [])
        #expect(session.supply(entries(5...5)) == sends(5...5) + [.fetch(from: 6, limit: 7)])
        #expect(session.supply(entries(6...6)) == sends(6...6))
        #expect(session.extended(to: 7) == [.fetch(from: 7, limit: 6)])
    }

    @Test("The journal grows while its position is looked up")
    func growthWhileResuming() {
        var session = ClientSession.connected(last: 4)
        _ = session.hear(greeting())
        _ = session.hear(welcome())
        #expect(session.extended(to: 5) == [])
        #expect(session.resumed(after: 4, last: 4).last == .fetch(from: 5, limit: 3))
    }

    @Test("A desk that lost what it had acknowledged gets what the journal still holds, from its first number")
    func restoredDesk() {
        var session = ClientSession.connected()
        _ = session.hear(greeting())
        _ = session.hear(.welcome(.init(committed: 2, digest: .start, have: 0, beat: 60, grace: 180)))
        #expect(session.resumed(after: 2, last: 9) == [.release(through: 2), .ready, .fetch(from: 5, limit: 3)])
        #expect(session.supply(entries(5...7)) == sends(5...7))
        #expect(session.hear(.acknowledged(4)) == [])
        #expect(session.hear(.acknowledged(5)) == [.release(through: 5), .fetch(from: 8, limit: 1)])
    }

    @Test func acknowledgedWithoutBeingSent() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...6))
        #expect(reason(session.hear(.acknowledged(7))) != nil)
    }

    @Test func refusalAndTicketComeBeforeTheirAcknowledgement() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...7))
        let error = LineError(.field, "bad-field", field: "key")
        #expect(
            session.hear(.rejected(5, error), .ticket(3, key: key(1), isOpen: true), .acknowledged(6))
                == [
                    .rejected(5, error), .ticket(3, key: key(1), isOpen: true), .release(through: 6),
                    .fetch(from: 8, limit: 2),
                ]
        )
        #expect(session.hear(.error(error)) == [.rejected(0, error)])
    }

    // MARK: WAIT

    @Test func waitsAndSendsAgain() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...7))
        #expect(session.hear(.acknowledged(5), .wait(code: 450, reason: "busy", milliseconds: 3000)).count == 2)
        #expect(session.nextTick == 0)
        #expect(session.supply(entries(8...8)) == [])
        #expect(session.extended(to: 20) == [])
        _ = session.tick(now: 2.9, status: status, jitter: 0)
        #expect(session.nextTick == 3)
        #expect(session.tick(now: 3, status: status, jitter: 0) == [.fetch(from: 6, limit: 3)])
        #expect(session.supply(entries(6...8)) == sends(6...8))
    }

    @Test("An answer of the journal from before WAIT is not taken for the one after it")
    func staleAnswer() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...6))  // leaves a fetch from 7 open
        _ = session.hear(.wait(code: 450, reason: "busy", milliseconds: 1000))
        #expect(session.tick(now: 1, status: status, jitter: 0).count == 1)
        #expect(session.supply(entries(7...7)) == [.fetch(from: 5, limit: 3)])
        #expect(session.supply(entries(5...7)) == sends(5...7))
    }

    @Test("An acknowledgement may arrive after WAIT, also for what would be sent again")
    func acknowledgedAfterWait() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...7))
        _ = session.hear(.wait(code: 450, reason: "busy", milliseconds: 1000))
        #expect(session.tick(now: 1, status: status, jitter: 0).first == .fetch(from: 5, limit: 3))
        #expect(session.hear(.acknowledged(6)) == [.release(through: 6)])
        #expect(session.supply(entries(5...7)) == [.fetch(from: 7, limit: 3)])
        #expect(session.supply(entries(7...9)) == sends(7...9))
    }

    @Test func waitWhileResuming() {
        var session = ClientSession.connected()
        _ = session.hear(greeting())
        _ = session.hear(welcome(), .wait(code: 450, reason: "busy", milliseconds: 1000))
        #expect(session.resumed(after: 4, last: 9) == [.release(through: 4), .ready])
        #expect(session.tick(now: 1, status: status, jitter: 0).first == .fetch(from: 5, limit: 3))
    }

    @Test(
        "A journal that does not hold what it promised ends the session instead of standing still",
        arguments: [
            [], entries(6...7),
        ] as [[ClientSession.Entry]]
    )
    func missingEntry(found: [ClientSession.Entry]) {
        var (session, _) = ClientSession.established()
        #expect(reason(session.supply(found))?.contains("entry 5") == true)
    }

    // MARK: Time

    @Test func beats() {
        var (session, _) = ClientSession.established(last: 4)
        let beat = [ClientSession.Action.send("BEAT up=5 queue=0 oldest=0 probes=1 failed=0")]
        #expect(session.nextTick == 0)
        #expect(session.tick(now: 1, status: status, jitter: 1) == beat)
        #expect(session.nextTick == 67)
        #expect(session.tick(now: 66, status: status, jitter: 0) == [])
        #expect(session.tick(now: 67, status: status, jitter: -1) == beat)
        #expect(session.nextTick == 121)
    }

    @Test("A desk that is silent for three beats is given up, a greeting that does not come after 15 s")
    func silence() {
        var (session, _) = ClientSession.established(last: 4)
        _ = session.tick(now: 170, status: status, jitter: 0)
        #expect(session.nextTick == 180)
        #expect(session.tick(now: 180, status: status, jitter: 0) == [])
        #expect(reason(session.tick(now: 180.1, status: status, jitter: 0)) == "the desk has been silent")
        #expect(session.tick(now: 500, status: status, jitter: 0) == [])
        #expect(session.nextTick == .infinity, "a closed session has nothing to do")
        var other = ClientSession.connected()
        #expect(other.nextTick == 15)
        #expect(other.tick(now: 15, status: status, jitter: 0) == [])
        #expect(reason(other.tick(now: 15.1, status: status, jitter: 0)) == "the desk has been silent")
    }

    @Test("Any byte is a sign of life")
    func anyByte() {
        var (session, _) = ClientSession.established(last: 4)
        _ = session.receive("B".utf8, now: 179)
        #expect(reason(session.tick(now: 300, status: status, jitter: 0)) == nil)
    }

    // MARK: The end

    @Test(
        arguments: [(421, 20, 20.0), (409, 1, 1), (530, 0, 60), (530, 300, 300), (421, 0, 0)] as [(Int, UInt64, Double)]
    )
    func bye(code: Int, retry: UInt64, after: Double) {
        var (session, _) = ClientSession.established()
        #expect(
            session.hear(.bye(code: code, reason: "word", retry: retry))
                == [.close(reason: "the desk says \(code) word", retry: after)]
        )
        #expect(session.hear(.acknowledged(5)) == [])
        #expect(session.supply(entries(5...6)) == [])
        #expect(session.leave(reason: "suspend") == [])
    }

    @Test func leaves() {
        var (session, _) = ClientSession.established()
        #expect(
            session.leave(reason: "suspend") == [.send("BYE 221 reason=suspend"), .close(reason: "suspend", retry: 0)]
        )
        #expect(session.tick(now: 60, status: status, jitter: 0) == [])
        var early = ClientSession.connected()
        #expect(early.leave(reason: "suspend") == [.close(reason: "leaving", retry: 0)])
    }

    @Test("What an unknown verb says is passed over; what cannot be read ends the session and keeps what came before")
    func foreignLines() {
        var (session, _) = ClientSession.established()
        _ = session.supply(entries(5...7))
        #expect(session.receive("SHINY 5 thing=1\n".utf8, now: 0) == [])
        let actions = session.receive("ACK 5\nACK \u{7}\nACK 6\n".utf8, now: 0)
        #expect(actions.first == .release(through: 5))
        #expect(reason(actions)?.contains("cannot be understood") == true)
        var (other, _) = ClientSession.established()
        _ = other.supply(entries(5...7))
        let long = other.receive(("ACK 5\n" + String(repeating: "x", count: 20_000) + "\n").utf8, now: 0)
        #expect(long.first == .release(through: 5))
        #expect(reason(long) == "a line of the desk is too long")
    }

    @Test(
        "Out of turn",
        arguments: [
            [.acknowledged(5)], [.beat(noon)], [.certificate(chain: ["x"], host: "y")],
            [.ticket(3, key: key(1), isOpen: true)], [welcome()], [greeting(), greeting()],
            [greeting(), .acknowledged(5)], [greeting(), welcome(), welcome()],
            [greeting(), welcome(), .acknowledged(5)],
            [.error(LineError(.notEnrolled, "not-enrolled"))],
        ] as [[ServerMessage]]
    )
    func outOfTurn(messages: [ServerMessage]) {
        var session = ClientSession.connected()
        let actions = messages.flatMap { session.hear($0) }
        #expect(reason(actions) != nil)
    }
}
