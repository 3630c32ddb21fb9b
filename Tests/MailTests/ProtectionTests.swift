import TestMail
import Testing

@testable import Mail

/// Without TLS and a certificate that is right, nothing is said.
@Suite(.enabled(if: Python.hasRelay, Comment(rawValue: Python.relayAbsence)))
struct ProtectionTests {
    @Test(
        arguments: [
            ("normal", [.noEncryption]), ("refuse-starttls", [.noEncryption]), ("put-off-starttls", [.later]),
            ("words-before-tls", [.nonsense, .encryption, .broken]), ("garbage-for-tls", [.encryption]),
        ] as [(String, [Trouble.Kind])]
    )
    func whereTLSDoesNotComeNothingIsSent(_ mode: String, _ kinds: [Trouble.Kind]) throws {
        let server = try TestRelay(mode)
        let outcome = try server.described(.startTLS, login: TestRelay.login).outcome()
        #expect(kinds.contains { $0 == outcome.trouble }, "\(outcome)")
        #expect(try server.seen().allSatisfy { $0.mail == nil })
    }

    @Test(arguments: [Relay.Security.startTLS, .tls])
    func aCertificateForAnotherIsRefused(_ security: Relay.Security) throws {
        let certificate = try Certificate.wrong.get()
        #expect(try trouble(security, certificate, trusting: certificate.file) == .certificate)
    }

    @Test(arguments: [Relay.Security.startTLS, .tls])
    func anUnknownCertificateIsRefused(_ security: Relay.Security) throws {
        #expect(try trouble(security, try Certificate.right.get(), trusting: nil) == .certificate)
    }

    @Test func anotherAuthorityIsNoAuthority() throws {
        let other = try Certificate.wrong.get()
        #expect(try trouble(.tls, try Certificate.right.get(), trusting: other.file) == .certificate)
    }

    @Test func aMissingFileOfAuthorities() throws {
        #expect(try trouble(.tls, try Certificate.right.get(), trusting: "/nonexistent") == .authorities)
    }

    @Test func tlsWithAServerThatSpeaksInTheClear() throws {
        let server = try TestRelay("normal")
        #expect(try server.described(.tls).outcome().trouble == .encryption)
        #expect(try server.seen().allSatisfy { $0.mail == nil })
    }

    private func trouble(
        _ security: Relay.Security,
        _ certificate: Certificate,
        trusting file: String?
    ) throws -> Trouble.Kind? {
        let server = try TestRelay(security.rawValue, certificate)
        let relay = try server.described(security, host: "localhost", login: TestRelay.login, trusting: file)
        let outcome = try relay.outcome()
        #expect(try server.seen().allSatisfy { $0.mail == nil })
        return outcome.trouble
    }
}
