import Crypto
import Health
import NIOCore
import NIOSSL
import TestTLS
import Testing

@testable import DeskServer

@Suite(.timeLimit(.minutes(5)))
struct DeskTLSTests {
    var numbers = FixedNumbers(state: 1)
    let authority: CertificateAuthority
    let identity: DeskIdentity
    let desk: DeskTLS

    init() throws {
        authority = try CertificateAuthority(using: &numbers)
        identity = try DeskIdentity(addresses: ["desk.example"], authority: authority, using: &numbers)
        desk = try DeskTLS(identity: identity, trusted: authority.trusted)
    }

    private func handshake(_ configuration: TLSConfiguration) throws -> Handshake {
        let client = try NIOSSLClientHandler(context: NIOSSLContext(configuration: configuration), serverHostname: nil)
        return try Handshake(server: desk.makeHandler(), client: client)
    }

    private func peer(_ handshake: Handshake) throws -> DeskTLS.Peer {
        try desk.peer(negotiated: handshake.server.negotiated, certificate: handshake.server.certificate)
    }

    @Test func aHostIsKnownByItsCertificate() throws {
        let host = try TestHost(of: authority)
        let done = try handshake(agentConfiguration(trusting: authority, as: host))
        #expect(done.isUsable)
        #expect(done.server.version == .tlsv13)
        #expect(try peer(done) == .host(try #require(HostCertificate(der: host.chain[0]))))
    }

    @Test func aClientWithoutACertificateIsAStranger() throws {
        let done = try handshake(agentConfiguration(trusting: authority))
        #expect(done.isUsable)
        #expect(try peer(done) == .stranger)
    }

    @Test mutating func aHostOfAnotherAuthorityIsRefused() throws {
        let foreign = try TestHost(of: CertificateAuthority(using: &numbers))
        let done = try handshake(agentConfiguration(trusting: authority, as: foreign))
        #expect(!done.server.isComplete)
        #expect(done.server.error != nil)
        #expect(done.client.received == "")
        // In TLS 1.3 the client is done before its certificate is judged; the refusal reaches it afterwards.
        #expect(done.client.isComplete)
        #expect(done.client.error != nil)
    }

    /// The library makes the client prove that it has the key, although the verification of its certificate is ours.
    @Test func aCertificateWithoutItsKeyIsRefused() throws {
        let host = try TestHost(of: authority)
        for (key, accepted) in [(host.key, true), (P256.Signing.PrivateKey(), false)] {
            var configuration = try agentConfiguration(trusting: authority, as: host)
            configuration.privateKey = .privateKey(NIOSSLPrivateKey(customPrivateKey: Signer(key: key)))
            let done = try handshake(configuration)
            #expect(done.server.isComplete == accepted)
            #expect((done.server.error == nil) == accepted)
        }
    }

    @Test func theDesksOwnCertificateIsNoHosts() throws {
        var configuration = try agentConfiguration(trusting: authority)
        configuration.certificateChain = [
            .certificate(try NIOSSLCertificate(bytes: identity.certificate.encoded(), format: .der))
        ]
        configuration.privateKey = .privateKey(
            try NIOSSLPrivateKey(bytes: Array(identity.key.derRepresentation), format: .der)
        )
        let done = try handshake(configuration)
        #expect(!done.server.isComplete)
        #expect(done.server.error != nil)
    }

    @Test func anExpiredHostGetsThroughAndTheDeskJudges() throws {
        let host = try TestHost(of: authority, at: Timestamp(seconds: 1_000_000_000))
        let done = try handshake(agentConfiguration(trusting: authority, as: host))
        #expect(done.isUsable)
        guard case .host(let known) = try peer(done) else {
            Issue.record("The host is a stranger.")
            return
        }
        #expect(known.isExpired(at: now))
    }

    /// A host whose desk's clock ran ahead: its certificate begins in the future.
    @Test func aHostFromTheFutureGetsThrough() throws {
        let host = try TestHost(of: authority, at: Timestamp(seconds: 32_503_680_000))
        let done = try handshake(agentConfiguration(trusting: authority, as: host))
        #expect(done.isUsable)
        #expect(try peer(done) != .stranger)
    }

    /// The reason for a verification of our own: with the library's, expiry ends the handshake.
    @Test func theLibraryItselfWouldRefuseAnExpiredHost() throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [
                .certificate(try NIOSSLCertificate(bytes: identity.certificate.encoded(), format: .der))
            ],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.derRepresentation), format: .der))
        )
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates([
            try NIOSSLCertificate(bytes: authority.certificate.encoded(), format: .der)
        ])
        let context = try NIOSSLContext(configuration: configuration)
        let times: [(Timestamp, Double, Bool)] = [
            (Timestamp(seconds: 1_000_000_000), CertificateAuthority.lifetime, false),
            (Timestamp(seconds: 1_000_000_000), 200_000_000_000, true),
        ]
        for (time, lifetime, accepted) in times {
            let host = try TestHost(of: authority, at: time, lifetime: lifetime)
            let client = try NIOSSLContext(configuration: agentConfiguration(trusting: authority, as: host))
            let done = try Handshake(
                server: NIOSSLServerHandler(context: context),
                client: NIOSSLClientHandler(context: client, serverHostname: nil)
            )
            #expect(done.server.isComplete == accepted)
        }
    }

    @Test(arguments: [[], ["http/1.1"], ["vigie/2"], ["http/1.1", "h2"]])
    func withoutOurProtocolTheHandshakeCompletesAndThePeerIsRefused(protocols: [String]) throws {
        var configuration = try agentConfiguration(trusting: authority, as: TestHost(of: authority))
        configuration.applicationProtocols = protocols
        let done = try handshake(configuration)
        #expect(done.server.isComplete)
        #expect(done.server.negotiated == nil)
        let error = #expect(throws: AuthorityError.self) { try peer(done) }
        #expect(error?.code == .wrongProtocol)
    }

    @Test func aClientOfTLS12IsRefused() throws {
        var configuration = try agentConfiguration(trusting: authority, as: TestHost(of: authority))
        configuration.minimumTLSVersion = .tlsv12
        configuration.maximumTLSVersion = .tlsv12
        let done = try handshake(configuration)
        #expect(!done.server.isComplete)
        #expect(!done.client.isComplete)
        #expect(done.server.error != nil)
    }

    @Test mutating func anAgentRefusesAnotherDesk() throws {
        let done = try handshake(agentConfiguration(trusting: CertificateAuthority(using: &numbers)))
        #expect(!done.client.isComplete)
        #expect(done.client.error != nil)
    }

    /// A stolen host certificate makes no desk: the library checks the purpose of a server's certificate.
    @Test func anAgentRefusesAHostThatPosesAsADesk() throws {
        let host = try TestHost(of: authority)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(host.key.derRepresentation), format: .der))
        )
        try host.present(in: &configuration)
        let done = try Handshake(
            server: NIOSSLServerHandler(context: NIOSSLContext(configuration: configuration)),
            client: NIOSSLClientHandler(
                context: NIOSSLContext(configuration: agentConfiguration(trusting: authority)),
                serverHostname: nil
            )
        )
        #expect(!done.client.isComplete)
        #expect(String(describing: done.client.error).contains("CERTIFICATE_VERIFY_FAILED"))
    }
}

/// Signs a handshake with a key that need not be the certificate's.
private struct Signer: NIOSSLCustomPrivateKey, Hashable {
    let key: P256.Signing.PrivateKey

    var signatureAlgorithms: [SignatureAlgorithm] { [.ecdsaSecp256R1Sha256] }

    func sign(channel: any Channel, algorithm: SignatureAlgorithm, data: ByteBuffer) -> EventLoopFuture<ByteBuffer> {
        channel.eventLoop.makeCompletedFuture {
            ByteBuffer(bytes: try key.signature(for: Array(buffer: data)).derRepresentation)
        }
    }

    func decrypt(channel: any Channel, data: ByteBuffer) -> EventLoopFuture<ByteBuffer> {
        channel.eventLoop.makeFailedFuture(NIOSSLError.unableToValidateCertificate)
    }

    static func == (left: Signer, right: Signer) -> Bool { left.key.rawRepresentation == right.key.rawRepresentation }

    func hash(into hasher: inout Hasher) { hasher.combine(key.rawRepresentation) }
}
