import Health
import Testing

@testable import Mail

/// A relay is what an administrator may mean, and shows nobody its password.
struct RelayTests {
    @Test(
        arguments: [
            ("relay.example.org", .startTLS), ("192.0.2.1", .tls), ("2001:db8::1", .startTLS), ("localhost", .none),
            ("127.0.0.1", .none), ("127.1.2.3", .none), ("::1", .none), ("mailhost", .tls),
        ] as [(String, Relay.Security)]
    )
    func isTaken(_ host: String, _ security: Relay.Security) throws {
        let relay = try Relay(host: host, security: security, helo: "desk.example.org")
        #expect(relay.port == security.port)
    }

    @Test(arguments: [
        "", " ", "a b", "user@host", "host/path", "host:25", "host?x", "host#x", "[::1]", "a\r\nb", "a\u{0}", "é",
        "127.0.0.1.", "%31", "::1%lo", "127.0.0.01", "256.1.1.1",
    ])
    func isNoHost(_ host: String) {
        #expect(throws: Relay.Fault.host) { try Relay(host: host, security: .startTLS, helo: "desk") }
    }

    @Test(arguments: [
        "relay.example.org", "192.0.2.1", "128.0.0.1", "::2", "127.example.org", "localhost.evil.example",
    ])
    func onlyThisMachineIsSpokenToInTheClear(_ host: String) {
        #expect(throws: Relay.Fault.unprotected) { try Relay(host: host, security: .none, helo: "desk") }
    }

    @Test(arguments: ["", "a b", "a\r\nMAIL", "a/b", "-", "127.0.0.1"])
    func isNoName(_ helo: String) {
        #expect(throws: Relay.Fault.helo) { try Relay(host: "h", security: .tls, helo: helo) }
    }

    @Test(arguments: [("", "p"), ("u\u{0}", "p"), ("u", "p\u{0}"), ("u", String(repeating: "p", count: 5000))])
    func isNoLogin(_ user: String, _ password: String) {
        let login = Relay.Login(user: user, password: Secret(password))
        #expect(throws: Relay.Fault.login) { try Relay(host: "h", security: .tls, login: login, helo: "d") }
    }

    @Test func otherFaults() {
        #expect(throws: Relay.Fault.port) { try Relay(host: "h", port: 0, security: .tls, helo: "d") }
        #expect(throws: Relay.Fault.authorities) { try Relay(host: "h", security: .tls, helo: "d", authorities: "") }
        for fault in Relay.Fault.allCases { #expect(!fault.words.en.isEmpty && !fault.words.fr.isEmpty) }
    }

    @Test func thePasswordIsNotShown() throws {
        let login = Relay.Login(user: "u", password: Secret("hunter2"))
        let relay = try Relay(host: "h", security: .tls, login: login, helo: "d")
        var dumped = ""
        dump(relay, to: &dumped)
        for text in ["\(relay)", String(reflecting: relay), "\(login)", String(reflecting: login.password), dumped] {
            #expect(!text.contains("hunter2"))
        }
    }

    @Test(
        arguments: [
            (0, 1), (-5, 1), (.nan, 1), (0.5, 500), (60, 60_000), (.infinity, 86_400_000), (1e300, 86_400_000),
        ] as [(Double, Int)]
    )
    func patienceHasAnEnd(_ seconds: Double, _ milliseconds: Int) {
        #expect(Patience.milliseconds(seconds) == milliseconds)
    }

    @Test(arguments: Trouble.Kind.allCases)
    func everyTroubleHasWords(_ kind: Trouble.Kind) {
        let trouble = Trouble(kind)
        for words in [trouble.words, trouble.advice] {
            #expect(words.en.hasSuffix(".") && words.fr.hasSuffix(".") && words.en != words.fr)
        }
        #expect((kind == .library) == (trouble.words == Trouble(.library).words))
    }
}
