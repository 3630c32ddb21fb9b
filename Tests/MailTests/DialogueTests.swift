import Testing

@testable import Mail

/// What was said decides, and not what libcurl makes of it.
struct DialogueTests {
    /// `>` before a command, `<` before an answer.
    private func dialogue(_ lines: [String]) -> Dialogue {
        lines.reduce(into: Dialogue()) { result, line in
            let text = Array((line.dropFirst() + "\r\n").utf8)
            if line.hasPrefix(">") { result.said(text) } else { result.heard(text) }
        }
    }

    private static let start = ["<220 hi", ">EHLO desk", "<250-x", "<250 SIZE 10"]

    private func outcomes(_ lines: [String], _ failure: Trouble? = nil, handedOver: Bool = false, count: Int = 1)
        -> [Outcome]
    {
        TransferEnd(dialogue: dialogue(Self.start + lines), failure: failure, isHandedOver: handedOver).outcomes(count)
    }

    private static let accepted = [">MAIL FROM:<a@b> SIZE=3", "<250 ok", ">RCPT TO:<c@d>", "<250 ok"]

    @Test func eachRecipientHasItsOwn() {
        let lines = [
            ">MAIL FROM:<a@b>", "<250 ok", ">RCPT TO:<1@x>", "<250 ok", ">RCPT TO:<2@x>", "<550-no", "<550 such user",
            ">RCPT TO:<3@x>", "<451 later", ">RCPT TO:<4@x>", "<251 forwarded", ">DATA", "<354 go", "<250 queued",
        ]
        let later = Trouble(.later, reply: Reply(code: 451, text: "later"))
        let queued = Reply(code: 250, text: "queued")
        #expect(
            outcomes(lines, handedOver: true, count: 4) == [
                .delivered(queued), .refused(Reply(code: 550, text: "no such user")), .putOff(later),
                .delivered(queued),
            ]
        )
    }

    @Test(
        arguments: [
            (550, .refused), (554, .refused), (501, .refused), (552, .refused), (450, .later), (421, .later),
            (530, .login),
            (535, .login), (503, .unwelcome), (500, .unwelcome), (354, .nonsense), (199, .nonsense), (999, .nonsense),
        ] as [(Int, Kind)]
    )
    func aNoToTheSender(_ code: Int, _ kind: Kind) {
        let outcome = outcomes([">MAIL FROM:<a@b>", "<\(code) text"], Trouble(.broken)).first
        #expect(outcome.map(Kind.init) == kind)
    }

    @Test func tooManyRecipientsIsNotForGood() {
        let lines = Array(Self.accepted.dropLast()) + ["<552 too many"]
        #expect(outcomes(lines, Trouble(.broken)).map(Kind.init) == [.later])
    }

    @Test(
        arguments: [
            (["<220 hi"], true, .broken), (accepted, true, .broken), (accepted + [">DATA"], true, .broken),
            (accepted + [">DATA", "<354 go"], false, .broken), (accepted + [">DATA", "<354 go"], true, .unknown),
            (accepted + [">DATA", "<354 go", "<250-queued"], true, .unknown),
            (accepted + [">DATA", "<354 go", ">QUIT", "<250 queued"], true, .unknown),
            (accepted + [">DATA", "<354 go", "<250 queued"], true, .delivered),
            (accepted + [">DATA", "<354 go", "<250 queued", ">QUIT", "<500 what"], true, .delivered),
            (accepted + [">DATA", "<354 go", "<550 spam"], true, .refused),
            (accepted + [">DATA", "<354 go", "<451 disk"], true, .later),
            (accepted + [">DATA", "<354 go", "<354 go"], true, .unknown),
            (accepted + [">DATA", "<250 have it"], true, .nonsense), (accepted + [">DATA", "<554 no"], true, .refused),
        ] as [([String], Bool, Kind)]
    )
    func aBrokenConnection(_ lines: [String], _ handedOver: Bool, _ kind: Kind) {
        #expect(outcomes(lines, Trouble(.broken), handedOver: handedOver).map(Kind.init) == [kind])
    }

    @Test func aPasswordIsNoCommand() {
        // Lines of AUTH LOGIN may begin as anything that base64 can.
        let told = dialogue(Self.start + [">AUTH LOGIN", "<334 VXNlcm5hbWU6", ">DATA", "<334 x", ">QUIT", "<535 no"])
        #expect(told.stage == .login)
        #expect(told.refusal == Reply(code: 535, text: "no"))
        #expect(!"\(told)".contains("VXNlcm5hbWU6\r"))
    }

    @Test func garbageIsPassedOver() {
        let lines = ["<", "<25", "<2x0 ok", "<-250 ok", "<250ok", "<\u{0}250 ok", "<２５０ ok"]
        #expect(dialogue(Self.start + [">MAIL FROM:<a@b>"] + lines).replies[.sender] == nil)
    }

    @Test func anEndlessReplyIsBounded() {
        var reader = ReplyReader()
        for _ in 0..<10_000 { #expect(reader.take(Array("250-and so on and on\r\n".utf8)) == nil) }
        let reply = reader.take(Array(("250 " + String(repeating: "é", count: 100_000)).utf8))
        #expect(reply?.text.unicodeScalars.count == Reply.longest)
    }

    @Test func whatIsShownSteersNoScreen() {
        var reader = ReplyReader()
        let reply = reader.take([UInt8]("550 \u{1B}[2Jx\u{0}\u{202E}y\u{85}".utf8) + [0xFF, 0xC3, 13, 10])
        #expect(reply?.text == " [2Jx  y \u{FFFD}\u{FFFD}")
    }
}
