import Foundation
import TestMail
import Testing

@testable import Mail

/// Mails arrive at a real server as they were written.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct DeliveryTests {
    private static let queued = Outcome.delivered(Reply(code: 250, text: "2.0.0 queued as 12345"))

    @Test func severalGoOverOneConnection() throws {
        let server = try TestRelay("normal")
        let texts = ["one\n", ".\n..\n.\n", String(repeating: "é.\n", count: 50_000)]
        let mails = try texts.enumerated().map { index, text in
            try #require(Samples.mail(to: [Samples.alice, Samples.bob], text: text, entry: Int64(index)))
        }
        let deliveries = Mailer(try server.described()).deliver(mails)
        #expect(deliveries == mails.map { Delivery(id: $0.id, outcomes: [Self.queued, Self.queued]) })
        let seen = try server.seen()
        #expect(seen.compactMap(\.connection) == [1])
        let arrived = seen.filter { $0.mail != nil }
        #expect(arrived.map(\.mail) == mails.map { Base64.encode($0.bytes) })
        #expect(arrived.allSatisfy { $0.from == "vigie@desk.example.org" })
        #expect(arrived.allSatisfy { $0.to == ["alice@example.org", "bob@example.org"] })
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func startTLSWithLogin(_ host: String) throws {
        let certificate = try Certificate.right.get()
        let server = try TestRelay("starttls-login", certificate)
        let relay = try server.described(.startTLS, host: host, login: TestRelay.login, trusting: certificate.file)
        let mail = try #require(Samples.mail())
        #expect(Mailer(relay).deliver([mail, mail]).flatMap(\.outcomes) == [Self.queued, Self.queued])
        let seen = try server.seen().filter { $0.mail != nil }
        #expect(seen.map(\.tls) == [true, true])
        #expect(seen.map(\.user) == ["desk@example.org", "desk@example.org"])
    }

    @Test func tlsFromTheFirstByte() throws {
        let certificate = try Certificate.right.get()
        let server = try TestRelay("tls-login", certificate)
        let relay = try server.described(.tls, login: TestRelay.login, trusting: certificate.file)
        #expect(try relay.outcome() == Self.queued)
        #expect(try server.seen().contains { $0.tls == true && $0.mail != nil && $0.user == "desk@example.org" })
    }

    /// Where none is asked for, user and password stay here.
    @Test func aRelayWithoutAUTHGetsTheMail() throws {
        let server = try TestRelay("normal")
        #expect(try server.described(login: TestRelay.login).outcome() == Self.queued)
    }

    @Test(arguments: ["one-mail-each", "one-mail-each-with-a-word"])
    func aRelayMayCloseAfterAMail(_ mode: String) throws {
        let server = try TestRelay(mode)
        let mail = try #require(Samples.mail())
        let outcomes = try server.outcomes(of: [mail, mail, mail])
        #expect(outcomes == Array(repeating: .delivered(Reply(code: 250, text: "taken")), count: 3))
        #expect(try server.seen().compactMap(\.connection) == [1, 2, 3])
    }

    @Test func itCanBeStopped() throws {
        let server = try TestRelay("hang-after-connect")
        let mail = try #require(Samples.mail())
        let stop = StopFlag()
        let start = ContinuousClock.now
        DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) { stop.raise() }
        let outcomes = Mailer(try server.described()).deliver([mail, mail], stop: stop).flatMap(\.outcomes)
        #expect(outcomes.map(\.trouble) == [.stopped, .stopped])
        #expect(ContinuousClock.now - start < .seconds(4))
    }

    @Test func withoutRecipientsNothingHappens() throws {
        let relay = try Relay(host: "relay.invalid", security: .tls, helo: "desk")
        #expect(Mailer(relay).deliver([try #require(Samples.mail(to: []))]).map(\.outcomes) == [[]])
        #expect(Mailer(relay).deliver([]).isEmpty)
    }
}
