import AgentCommands
import Crypto
import FoundationEssentials
import NIOSSL
import SwiftASN1
import TestTLS
import Testing
import X509

/// An authority and what it signs, made here because agent and desk share no code for it.
private struct Issuer {
    let key = P256.Signing.PrivateKey()
    let certificate: [UInt8]

    init() throws {
        certificate = try Self.certify(key.publicKey, signedBy: key) {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
        }
    }

    var hash: String { String(SHA256.hash(data: certificate).description.suffix(64)) }

    func leaf(for key: P256.Signing.PrivateKey, _ purposes: [ExtendedKeyUsage.Usage]) throws -> [UInt8] {
        try Self.certify(key.publicKey, signedBy: self.key) { try ExtendedKeyUsage(purposes) }
    }

    private static func certify(
        _ key: P256.Signing.PublicKey,
        signedBy issuer: P256.Signing.PrivateKey,
        @ExtensionsBuilder extensions: () throws -> Result<Certificate.Extensions, any Error>
    ) throws -> [UInt8] {
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [1]),
            publicKey: Certificate.PublicKey(key),
            notValidBefore: Date(timeIntervalSince1970: 0),
            notValidAfter: Date(timeIntervalSince1970: 1_000_000_000),
            issuer: DistinguishedName { CommonName("CA") },
            subject: DistinguishedName { CommonName("CA") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try extensions().get(),
            issuerPrivateKey: Certificate.PrivateKey(issuer)
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }
}

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
