@testable import Agent
import Crypto
import FoundationEssentials
import Health
import Host
import Logging
import SwiftASN1
import Synchronization
import Testing
import Wire
import X509

/// The renewal of a certificate, in a folder as enrolment makes it.
@Suite
struct IdentityTests {
    private static let end = 9_000.0
    private let folder: TemporaryFolder
    private let identity: Identity
    private let key = P256.Signing.PrivateKey()

    init() throws {
        folder = try TemporaryFolder()
        let enrolment = Enrolment(host: "h", store: "s", address: "desk", port: 7117)
        identity = try Identity(folder: folder.path, enrolmentText: enrolment.text + "\n")
        try PrivateFile.write(path(.key), key.pemRepresentation)
        let first = PEM.certificates([try certificate(1)])
        try PrivateFile.write(path(.certificate), first)
        try PrivateFile.write(path(.authority), first)
    }

    private func path(_ file: Enrolment.File) -> String { "\(folder.path)/\(file.rawValue)" }

    private func text(_ file: Enrolment.File) throws -> String {
        try String(contentsOfFile: path(file), encoding: .utf8)
    }

    /// A certificate of our key, valid from second 0 to 9,000: DER in base64.
    private func certificate(_ serial: UInt8) throws -> String {
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [serial]),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: 0),
            notValidAfter: Date(timeIntervalSince1970: Self.end),
            issuer: DistinguishedName { CommonName("CA") },
            subject: DistinguishedName { CommonName("CA") },
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions(),
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return Data(serializer.serializedBytes).base64EncodedString()
    }

    @Test
    func aRenewedCertificateLiesBesideTheOldOneUntilItHasWorked() throws {
        #expect(!identity.hasRenewed)
        let old = try text(.certificate)
        let renewed = try certificate(2)
        try identity.store(renewed: [renewed])
        #expect(identity.hasRenewed)
        #expect(try text(.certificate) == old)
        #expect(try text(.renewed) == PEM.certificates([renewed]))
        _ = try identity.context(useRenewed: true)
        _ = try identity.context(useRenewed: false)

        try identity.confirmRenewed()
        #expect(!identity.hasRenewed)
        #expect(try text(.certificate) == PEM.certificates([renewed]))
        _ = try identity.context(useRenewed: false)
    }

    @Test
    func theOldCertificateIsUsableWhereTheRenewedOneIsBroken() throws {
        try identity.store(renewed: ["bm8gY2VydGlmaWNhdGU="])
        #expect(throws: (any Error).self) { try identity.context(useRenewed: true) }
        _ = try identity.context(useRenewed: false)
    }

    /// The identity in memory, with a disk that answers at once.
    private func credentials() -> Credentials {
        Credentials(identity, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { $0() }
    }

    @Test(arguments: [(5_999, false), (6_001, true), (8_999, true), (10_000, true)])
    func itIsDueAfterTwoThirdsOfItsLife(seconds: Int64, isDue: Bool) throws {
        let credentials = credentials()
        _ = try credentials.context()
        #expect(credentials.isRenewalDue(at: Timestamp(seconds: seconds)) == isDue)
        credentials.store(renewed: [try certificate(2)])
        #expect(!credentials.isRenewalDue(at: Timestamp(seconds: seconds)), "one waits")
    }

    @Test
    func aRenewedCertificateIsTriedEveryOtherTimeUntilItHasWorked() throws {
        let credentials = credentials()
        let chain = [try certificate(2)]
        let renewed = PEM.certificates(chain)
        credentials.store(renewed: chain)
        _ = try credentials.context()
        _ = try credentials.context()
        credentials.haveWorked()
        #expect(try text(.renewed) == renewed, "the old one has worked")
        _ = try credentials.context()
        credentials.haveWorked()
        #expect(try text(.certificate) == renewed)
        #expect(!identity.hasRenewed)
    }

    /// A state disk that is full or gone costs the renewal, and neither session nor the next one.
    @Test
    func withoutADiskTheLinkGoesOn() throws {
        let credentials = credentials()
        _ = try credentials.context()
        try FileManager.default.removeItem(atPath: folder.path)
        credentials.store(renewed: [try certificate(2)])
        _ = try credentials.context()
        #expect(credentials.isRenewalDue(at: Timestamp(seconds: 6_001)), "it is asked for again")
    }

    /// While a disk hangs, nobody waits for what is to be written.
    @Test
    func aDiskThatHangsKeepsNobodyWaiting() throws {
        let hung = Mutex<[@Sendable () -> Void]>([])
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let credentials = Credentials(identity, log: log) { work in hung.withLock { $0.append(work) } }
        credentials.store(renewed: [try certificate(2)])
        #expect(!identity.hasRenewed)
        for work in hung.withLock({ $0 }) { work() }
        #expect(identity.hasRenewed)
    }

    @Test
    func anEnrolmentThatCannotBeReadIsAnError() {
        #expect(throws: LineError.self) { try Identity(folder: folder.path, enrolmentText: "ENROLLED host=h\n") }
    }
}
