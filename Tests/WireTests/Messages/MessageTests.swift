import Health
import Testing
import Wire

@Suite struct MessageTests {
    @Test func aStartWithoutTheTimeSinceOrdersNothing() throws {
        let text = "OPEN 1 key=disk/A/disk.wear severity=warning value=97 at=2026-11-23T21:00:00.000Z boot=b"
        guard case .event(_, let event) = try ClientMessage(Line(parsing: text.utf8)) else {
            Issue.record("not an event")
            return
        }
        #expect(HostInstant(event.at) == nil)
    }

    @Test(arguments: ClientMessageSamples.all)
    func clientLine(text: String) throws {
        let message = try ClientMessage(try Line(parsing: text.utf8))
        #expect(message.line.text == text)
        #expect(try ClientMessage(message.line) == message)
    }

    @Test(arguments: ServerMessageSamples.all)
    func serverLine(text: String) throws {
        let message = try ServerMessage(try Line(parsing: text.utf8))
        #expect(message.line.text == text)
        #expect(try ServerMessage(message.line) == message)
    }

    /// The keys without which a verb means nothing.
    private static let requiredKeys: [String: [String]] = [
        "ENROL": ["secret", "csr", "name", "class"], "HELLO": ["name", "class", "journal", "first", "last", "base"],
        "FACT": ["component", "name", "verdict", "read"], "OPEN": ["key", "severity", "value", "at"],
        "UPDATE": ["key", "severity", "value", "at"], "CLEAR": ["key", "severity", "value", "at"], "SYNC": ["count"],
        "STATE": ["key", "state", "severity", "value", "since"], "END": ["count"], "SKIP": ["to", "reason"],
        "VIGIE": ["desk", "store", "time"], "CERT": ["host", "chain"], "OK": ["committed", "digest"],
        "HAVE": ["key", "state", "severity", "value", "since"], "TICKET": ["key", "state"],
    ]

    /// The line without one of its keys.
    private static func line(_ line: Line, without key: String) -> String {
        ([line.verb] + line.words).joined(separator: " ")
            + line.fields.filter { $0.key != key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    }

    @Test("A key that is required is missed by its name, any other is not", arguments: ClientMessageSamples.all)
    func missingFieldOfAgent(text: String) throws {
        let line = try Line(parsing: text.utf8)
        for key in line.fields.map(\.key) {
            let isRequired = Self.requiredKeys[line.verb]?.contains(key) ?? false
            #expect(
                refusal(client: Self.line(line, without: key))
                    == (isRequired ? LineError(.field, "missing-field", field: key) : nil)
            )
        }
    }

    @Test(arguments: ServerMessageSamples.all + ["BEAT time=2026-11-23T21:00:00.123Z"])
    func missingFieldOfDesk(text: String) throws {
        let line = try Line(parsing: text.utf8)
        for key in line.fields.map(\.key) {
            let isRequired = line.verb == "BEAT" || Self.requiredKeys[line.verb]?.contains(key) ?? false
            #expect(
                refusal(server: Self.line(line, without: key))
                    == (isRequired ? LineError(.field, "missing-field", field: key) : nil)
            )
        }
    }

    @Test(
        "A value that cannot be is refused by its key",
        arguments: [
            ("OPEN", "key", "disk"), ("OPEN", "key", "disk/x/disk"), ("OPEN", "key", "CPU/0/cpu.hot"),
            ("OPEN", "key", "disk/%GG/disk.wear"), ("OPEN", "severity", "bad"), ("OPEN", "value", "nan"),
            ("OPEN", "value", "x"), ("OPEN", "limit", "inf"), ("OPEN", "unit", "furlong"), ("OPEN", "count", "0"),
            ("OPEN", "count", "-1"), ("OPEN", "count", "99999999999999999999"), ("OPEN", "at", "yesterday"),
            ("OPEN", "at", "2026-02-29T00:00:00Z"), ("OPEN", "up", "-1"), ("OPEN", "up", "+1"),
            ("SYNC", "count", "4097"), ("SYNC", "count", "-1"), ("END", "count", "x"),
            ("SKIP", "to", "4"), ("SKIP", "to", "9223372036854775807"), ("SKIP", "to", "18446744073709551615"),
            ("HELLO", "first", "0"), ("HELLO", "first", "9223372036854775807"), ("HELLO", "last", "1039"),
            ("HELLO", "last", "18446744073709551615"), ("HELLO", "base", "cbf2"), ("HELLO", "journal", "short"),
            ("FACT", "component", "disk"), ("FACT", "verdict", ""), ("FACT", "read", "now"),
            ("FACT", "r.wear", "x %"),
            ("BEAT", "up", "x"), ("STATE", "state", "closed"),
        ]
    )
    func badField(verb: String, key: String, value: String) throws {
        let sample = try #require(ClientMessageSamples.all.first { $0.hasPrefix(verb + " ") })
        let line = try Line(parsing: Self.line(try Line(parsing: sample.utf8), without: key).utf8)
        #expect(refusal(client: line.with(key, value).text) == LineError(.field, "bad-field", field: key))
    }

    @Test(arguments: [
        "OPEN", "OPEN 0", "OPEN x", "OPEN -1", "OPEN +1", "OPEN 9223372036854775807", "OPEN 18446744073709551616",
        "SYNC",
        "SKIP 0",
    ])
    func badNumber(beginning: String) {
        let keys = " key=disk/x/disk.wear severity=info value=1 at=2026-11-23T21:00:00Z count=0 to=7 reason=x"
        #expect(refusal(client: beginning + keys) == LineError(.field, "bad-number"))
    }

    @Test(arguments: ["HELLO", "HELLO 2", "HELLO 01"])
    func badVersion(beginning: String) {
        #expect(refusal(client: beginning + " name=a") == LineError(.field, "bad-version"))
    }

    @Test func unknownVerbsAndKeys() throws {
        #expect(refusal(client: "ACK 5") == LineError(.verb, "unknown-verb"))
        #expect(refusal(server: "OPEN 5") == LineError(.verb, "unknown-verb"))
        #expect(try ClientMessage(try Line(parsing: "END count=3 new=1".utf8)) == .end(count: 3))
        #expect(try ServerMessage(try Line(parsing: "ACK 3 new=1".utf8)) == .acknowledged(3))
    }

    @Test(arguments: [
        ("OK 200 committed=18446744073709551615 digest=cbf29ce484222325", "bad-field"),
        ("OK 200 committed=1 digest=x", "bad-field"), ("ACK 0", "bad-number"), ("ACK", "bad-number"),
        ("REJ 5", "bad-code"),
        ("REJ 5 250 fine", "bad-code"), ("REJ 5 550", "bad-code"), ("WAIT 450", "bad-code"), ("WAIT 99 x", "bad-code"),
        ("BYE", "bad-code"), ("TICKET 0 key=disk/x/disk.wear state=open", "bad-number"),
        ("TICKET 5 key=disk/x/disk.wear state=ajar", "bad-field"), ("CERT host=x chain=....", "bad-field"),
        ("CERT host=x chain=a.b.c.d.e", "bad-field"), ("VIGIE 2 desk=a", "bad-version"),
    ])
    func deskIsRefused(text: String, word: String) {
        #expect(refusal(server: text)?.word == word)
    }

    @Test func numbersOfTheDeskAreBounded() throws {
        #expect(
            try ServerMessage(try Line(parsing: "WAIT 450 busy ms=18446744073709551615".utf8))
                == .wait(code: 450, reason: "busy", milliseconds: 600_000)
        )
        #expect(
            try ServerMessage(try Line(parsing: "BYE 421 restart retry=18446744073709551615".utf8))
                == .bye(code: 421, reason: "restart", retry: 3600)
        )
        #expect(
            try ServerMessage(try Line(parsing: "REJ 5 599 newer".utf8)) == .rejected(5, LineError(.field, "newer"))
        )
    }

    @Test func longNamesAreCutBetweenCharacters() throws {
        let fact = Fact(
            component: Component(.disk, "x"),
            name: String(repeating: "é", count: 300),
            verdict: .good,
            readAt: noon,
            identity: (0..<80).map { ("k\($0)", String(repeating: "\"", count: 200)) } + [
                ("Bad Key", "x"), ("k0", "again"),
            ]
        )
        let text = ClientMessage.fact(fact).line.text
        #expect(text.utf8.count < Line.maximumLength)
        guard case .fact(let read) = try ClientMessage(try Line(parsing: text.utf8)) else {
            Issue.record("no fact")
            return
        }
        #expect(read.name == String(repeating: "é", count: 100))
        #expect(read.identity.first?.value.count == 160)
        #expect(read.identity.count > 20)
    }

    @Test func textFromDevicesIsMadePrintable() throws {
        let fact = Fact(component: Component(.disk, "x"), name: "a\u{1B}[31m\0\n", verdict: .good, readAt: noon)
        #expect(ClientMessage.fact(fact).line["name"] == "a\u{FFFD}[31m\u{FFFD}\u{FFFD}")
    }
}
