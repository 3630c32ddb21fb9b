import TestMail
import Testing

@testable import Mail

/// A relay's no is told with its words, to whom it is meant.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct RefusalTests {
    @Test func oneRecipientIsRefusedAndTheOtherNot() throws {
        let server = try TestRelay("refuse-recipient")
        let mail = try #require(Samples.mail(to: [Samples.nobody, Samples.alice]))
        let outcomes = try server.outcomes(of: [mail, mail])
        #expect(outcomes.map(Kind.init) == [.refused, .delivered, .refused, .delivered])
        guard case .refused(let reply) = try #require(outcomes.first) else { return }
        #expect(reply.code == 550 && reply.text.hasPrefix("5.1.1 <nobody@example.org>:  [31mno such user"))
        #expect(reply.text.unicodeScalars.count == Reply.longest)
        #expect(reply.text.unicodeScalars.allSatisfy { !PrintableText.steers($0) })
        #expect(try server.seen().compactMap(\.to) == [["alice@example.org"], ["alice@example.org"]])
    }

    @Test(
        arguments: [
            ("refuse-recipient", .refused, 550), ("refuse-sender", .refused, 550), ("refuse-text", .refused, 554),
            ("greylist", .later, 451), ("full", .later, 552), ("put-off-text", .later, 452),
            ("want-login", .login, 530), ("wrong-code", .nonsense, 354), ("no-go-ahead", .nonsense, 250),
        ] as [(String, Kind, Int)]
    )
    func aNo(_ mode: String, _ kind: Kind, _ code: Int) throws {
        let server = try TestRelay(mode)
        let mail = try #require(Samples.mail(to: [Samples.nobody]))
        let outcomes = try server.outcomes(of: [mail, mail])
        #expect(outcomes.map(Kind.init) == [kind, kind])
        for outcome in outcomes {
            switch outcome {
            case .refused(let reply): #expect(reply.code == code)
            case .putOff(let trouble): #expect(trouble.reply?.code == code)
            case .delivered, .unknown: Issue.record("\(outcome)")
            }
        }
    }

    @Test(arguments: ["wrong", "s3cret\r\nMAIL FROM:<x@y>"])
    func aWrongPassword(_ password: String) throws {
        let certificate = try Certificate.right.get()
        let server = try TestRelay("starttls-login", certificate)
        let login = Relay.Login(user: "desk@example.org", password: Secret(password))
        let outcome = try server.described(.startTLS, login: login, trusting: certificate.file).outcome()
        #expect(outcome.trouble == .login)
        #expect(!"\(outcome)".contains(password))
    }

    @Test func aPasswordThatTheServerRepeatsIsNotShown() throws {
        let server = try TestRelay("echo-password")
        let login = Relay.Login(user: "u", password: Secret("hunter2hunter2"))
        let outcome = try server.described(login: login).outcome()
        #expect(outcome.trouble == .login)
        #expect(!"\(outcome)".contains("hunter2"))
        guard case .putOff(let trouble) = outcome else { return }
        #expect(trouble.reply == Reply(code: 535, text: ""))
    }
}
