import AgentCommands
import Crypto
import NIOSSL
import TestTLS
import Testing
import X509

struct PinnedAuthorityTests {
    private let issuer: Issuer
    private let key = P256.Signing.PrivateKey()

    init() throws {
        issuer = try Issuer()
    }

    private func handshake(with chain: [[UInt8]], pinned hash: String) throws -> Handshake {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
        )
        configuration.applicationProtocols = ["vigie/1"]
        return try Handshake(
            server: NIOSSLServerHandler(context: NIOSSLContext(configuration: configuration)),
            client: PinnedAuthority(hash: hash).makeHandler()
        )
    }

    /// The certificates of this test ended in 2001: no clock has a say.
    @Test func thePinnedDeskIsReached() throws {
        let chain = [try issuer.leaf(for: key, [.serverAuth]), issuer.certificate]
        let done = try handshake(with: chain, pinned: issuer.hash)
        #expect(done.isUsable)
        #expect(done.client.negotiated == "vigie/1")
        #expect(try PinnedAuthority(hash: issuer.hash).authority(in: chain) == issuer.certificate)
    }

    @Test func everybodyElseIsRefused() throws {
        let other = try Issuer()
        let chains = [
            // A desk of another authority, which also shows the pinned one's public certificate.
            [try other.leaf(for: key, [.serverAuth]), other.certificate],
            [try other.leaf(for: key, [.serverAuth]), issuer.certificate],
            [try other.leaf(for: key, [.serverAuth]), other.certificate, issuer.certificate],
            // The pinned authority is not shown.
            [try issuer.leaf(for: key, [.serverAuth])],
            // An enrolled host of the pinned authority.
            [try issuer.leaf(for: key, [.clientAuth]), issuer.certificate],
            [try issuer.leaf(for: key, []), issuer.certificate],
        ]
        for chain in chains {
            let done = try handshake(with: chain, pinned: issuer.hash)
            #expect(!done.client.isComplete)
            #expect(done.client.error != nil)
            #expect(done.server.received == "")
        }
    }

    @Test func aChainOfNothingIsNobodys() {
        for chain: [[UInt8]] in [[], [[]], [[], []], [issuer.certificate], [issuer.certificate, issuer.certificate]] {
            let error = #expect(throws: EnrolmentError.self) {
                try PinnedAuthority(hash: issuer.hash).authority(in: chain)
            }
            #expect(error?.code == .wrongDesk)
        }
    }
}
