import Health
import NIOSSL
import Testing
import Wire

@testable import AgentCommands

@Suite(.timeLimit(.minutes(5)))
struct EnrolTests {
    @Test func aWorkstationIsEnrolled() async throws {
        let folder = try Folder()
        try await FakeDesk.with { desk in
            let done = await vigie(
                "enrol",
                desk.token(),
                "--state",
                folder.path,
                "--name",
                "ws-17",
                "--class",
                "laptop"
            )
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.output.contains("enrolled as host \(FakeDesk.host)"))
            #expect(done.output.contains("systemctl restart vigie-agent"))
            #expect(try folder.names(in: "identity") == ["ca.pem", "enrolment", "host.key", "host.pem"])
            for name in try folder.names(in: "identity") {
                #expect(try folder.mode(of: "identity/\(name)") == 0o600, "\(name)")
            }
            #expect(try folder.mode(of: "identity") == 0o700)
            let enrolment = try Enrolment(text: folder.text("identity/enrolment") ?? "")
            #expect(
                enrolment
                    == Enrolment(
                        host: FakeDesk.host,
                        store: "store1",
                        address: "127.0.0.1",
                        port: desk.port,
                        name: "ws-17",
                        hostClass: "laptop"
                    )
            )
            let authority = try NIOSSLCertificate.fromPEMFile("\(folder.path)/identity/ca.pem")
            #expect(try authority.map { try $0.toDERBytes() } == [desk.issuer.certificate])
            let said = try #require(desk.heard.first)
            guard case .enrol(let enrol) = try ClientMessage(Line(parsing: Array(said.utf8))) else {
                Issue.record("ENROL was expected: \(said)")
                return
            }
            #expect(enrol.secret == FakeDesk.secret)
            #expect(enrol.name == "ws-17")
            #expect(enrol.hostClass == "laptop")
        }
    }

    /// The fake desk's clock stands at noon of a day; the commands' is as it is given.
    @Test(arguments: [
        (0.0, nil), (299, nil), (-299, nil), (400 * 86_400, "400 d ahead of the desk's"),
        (-365 * 86_400, "365 d behind the desk's"),
    ])
    func aWrongClockHasAWordAndEnrolsAllTheSame(seconds: Double, word: String?) async throws {
        let folder = try Folder()
        try await FakeDesk.with { desk in
            let done = await vigie(
                ["enrol", desk.token(), "--state", folder.path],
                at: now.advanced(by: seconds)
            )
            #expect(done.status == 0, "\(done.errors)")
            #expect(done.errors.contains("Warning") == (word != nil))
            #expect(done.errors.contains(word ?? ""))
        }
    }

    @Test func theKeyIsKeptAndTheSameIdentityIsNamed() async throws {
        let folder = try Folder()
        try await FakeDesk.with { desk in
            _ = await vigie("enrol", desk.token(), environment: ["VIGIE_STATE": folder.path])
            let key = folder.text("identity/host.key")
            let again = await vigie(
                "enrol",
                desk.token(),
                environment: ["VIGIE_STATE": folder.path, "LANG": "fr_CA.UTF-8"]
            )
            #expect(again.status == 0, "\(again.errors)")
            #expect(again.output.contains("déjà inscrit"))
            // What was not given stays the agent's to find out.
            let enrolment = try Enrolment(text: folder.text("identity/enrolment") ?? "")
            #expect(enrolment.name == nil)
            #expect(enrolment.hostClass == nil)
            #expect(key != nil)
            #expect(folder.text("identity/host.key") == key)
            let requests = desk.heard.compactMap { try? Line(parsing: Array($0.utf8))["name"] }
            #expect(requests.count == 2)
        }
    }

    /// A renewed certificate of an enrolment that is over must not come into use.
    @Test func aRenewedCertificateOfBeforeIsRemoved() async throws {
        let folder = try Folder(["identity/host.new.pem": "old"])
        try await FakeDesk.with { desk in
            #expect(await vigie("enrol", desk.token(), "--state", folder.path).status == 0)
            #expect(folder.text("identity/host.new.pem") == nil)
        }
    }

    @Test func anotherDeskNeverSeesTheSecret() async throws {
        let folder = try Folder()
        let pinned = try Issuer().hash
        try await FakeDesk.with { desk in
            let done = await vigie("enrol", desk.token(pinning: pinned), "--state", folder.path)
            #expect(done.status == 1)
            #expect(done.errors.contains("is not the desk that the token is from"))
            #expect(desk.heard.isEmpty)
            let names = try folder.names(in: "identity")
            #expect(names == ["host.key"])
        }
    }

    @Test(arguments: [[], ["http/1.1"]])
    func aServerOfAnotherProtocolNeverSeesTheSecret(protocols: [String]) async throws {
        let folder = try Folder()
        try await FakeDesk.with(protocols: protocols) { desk in
            let done = await vigie("enrol", desk.token(), "--state", folder.path)
            #expect(done.status == 1)
            #expect(done.errors.hasPrefix("vigie: The server at 127.0.0.1:\(desk.port) "))
            #expect(desk.heard.isEmpty)
        }
    }

    @Test(arguments: [
        ("unknown-token", "does not know this token"), ("expired-token", "expired"), ("used-token", "used as often"),
        ("busy", "try again"), ("no-such-word", "no-such-word"),
    ])
    func aRefusalIsExplained(word: String, explanation: String) async throws {
        let folder = try Folder()
        try await FakeDesk.with(.refusal(word)) { desk in
            let done = await vigie("enrol", desk.token(), "--state", folder.path)
            #expect(done.status == 1)
            #expect(done.errors.contains(explanation))
            #expect(!done.errors.contains(FakeDesk.secret))
            let names = try folder.names(in: "identity")
            #expect(names == ["host.key"])
        }
    }

    @Test(arguments: [FakeDesk.Answer.otherKey, .otherAuthority])
    func aCertificateThatIsNotOursIsNotStored(answer: FakeDesk.Answer) async throws {
        let folder = try Folder()
        try await FakeDesk.with(answer) { desk in
            let done = await vigie("enrol", desk.token(), "--state", folder.path)
            #expect(done.status == 1)
            #expect(done.errors.contains("nothing was stored"))
            let names = try folder.names(in: "identity")
            #expect(names == ["host.key"])
        }
    }

    @Test func aDeskThatDoesNotListenIsNamed() async throws {
        let folder = try Folder()
        let token = try await FakeDesk.with { $0.token() }
        let done = await vigie("enrol", token, "--state", folder.path)
        #expect(done.status == 1)
        #expect(done.errors.contains("cannot be reached"))
        let french = await vigie("enrol", token, "--state", folder.path, environment: ["LANG": "fr_FR.UTF-8"])
        #expect(french.errors.hasPrefix("vigie: Le centre d'assistance ("), "\(french.errors)")
        #expect(french.errors.contains("est injoignable\u{A0}; vérifiez"), "\(french.errors)")
    }

    @Test(arguments: ["", "vigie1", "vigie1:desk:7117:abc:0123456789abcdef", "vigie1:desk:0:\(FakeDesk.secret)"])
    func whatIsNoTokenIsAUsageErrorAndNotShown(token: String) async throws {
        let done = await vigie("enrol", token, "--state", "/nonexistent")
        #expect(done.status == 64)
        #expect(done.errors.hasPrefix("vigie: This is no token"))
        #expect(token.isEmpty || !done.errors.contains("\(token)\n"))
        #expect(!done.errors.contains(FakeDesk.secret))
    }
}
