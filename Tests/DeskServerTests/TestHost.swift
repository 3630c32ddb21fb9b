import Crypto
import Health
import NIOSSL
import SwiftASN1
import X509

@testable import DeskServer

/// A fixed sequence of numbers (SplitMix64), so that a test sees the same serial numbers every time.
struct FixedNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

let hostID = "6f1c2f0e-4a53-4d59-9a53-0b8f0c3d2e11"
let now = Timestamp(seconds: 1_795_478_400)

/// A workstation of the tests: its key, and the chain that an authority gave it.
struct TestHost {
    let key = P256.Signing.PrivateKey()
    var chain: [[UInt8]] = []

    init() {}

    init(
        of authority: CertificateAuthority,
        at time: Timestamp = now,
        lifetime: Double = CertificateAuthority.lifetime
    ) throws {
        var numbers = FixedNumbers(state: 7)
        chain = try authority.issue(
            hostID: hostID,
            request: request(),
            at: time,
            lifetime: lifetime,
            using: &numbers
        )
    }

    /// A certificate request in DER, made as the vigie command makes it.
    func request() throws -> [UInt8] {
        try CertificateSigningRequest(
            version: .v1,
            subject: DistinguishedName(),
            privateKey: Certificate.PrivateKey(key),
            attributes: CertificateSigningRequest.Attributes()
        ).encoded()
    }

    func present(in configuration: inout TLSConfiguration) throws {
        configuration.certificateChain = try chain.map { .certificate(try NIOSSLCertificate(bytes: $0, format: .der)) }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der))
    }
}

/// An agent's end of TLS, with the library's own verification: the pinned authority is all that it trusts.
func agentConfiguration(trusting authority: CertificateAuthority, as host: TestHost? = nil) throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv13
    configuration.applicationProtocols = ["vigie/1"]
    configuration.certificateVerification = .noHostnameVerification
    configuration.trustRoots = .certificates([
        try NIOSSLCertificate(bytes: authority.certificate.encoded(), format: .der)
    ])
    try host?.present(in: &configuration)
    return configuration
}
