import Crypto
import FoundationEssentials
import Health
import SwiftASN1
import Testing
import X509

@testable import DeskServer

struct HostCertificateTests {
    let key = P256.Signing.PrivateKey()

    /// A self-signed certificate with these names.
    func certificate(names: [GeneralName]?) throws -> [UInt8] {
        try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [1]),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: 1000),
            notValidAfter: Date(timeIntervalSince1970: 2000),
            issuer: DistinguishedName(),
            subject: DistinguishedName(),
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                if let names { SubjectAlternativeNames(names) }
            },
            issuerPrivateKey: Certificate.PrivateKey(key)
        ).encoded()
    }

    @Test func hostTimesAndKeyAreRead() throws {
        let der = try certificate(names: [.uniformResourceIdentifier("urn:vigie:host:\(hostID)")])
        let read = try #require(HostCertificate(der: der))
        #expect(read.hostID == hostID)
        #expect(read.notBefore == Timestamp(seconds: 1000))
        #expect(read.notAfter == Timestamp(seconds: 2000))
        #expect(read.keyHash == SHA256.hash(data: key.publicKey.derRepresentation).description.suffix(64))
    }

    @Test func itEndsAfterItsLastSecondAndHasNoBeginning() throws {
        let der = try certificate(names: [.uniformResourceIdentifier("urn:vigie:host:\(hostID)")])
        let read = try #require(HostCertificate(der: der))
        #expect(!read.isExpired(at: Timestamp(seconds: 0)))
        #expect(!read.isExpired(at: Timestamp(milliseconds: 2_000_999)))
        #expect(read.isExpired(at: Timestamp(seconds: 2001)))
        #expect(!read.isExpired(at: Timestamp(milliseconds: .min)))
        #expect(read.isExpired(at: Timestamp(milliseconds: .max)))
    }

    static let oddNames: [[GeneralName]?] = [
        nil,
        [],
        [.dnsName("urn:vigie:host:\(hostID)")],
        [.uniformResourceIdentifier("urn:vigie:host:")],
        [.uniformResourceIdentifier("urn:vigie:host:\(hostID.uppercased())")],
        [.uniformResourceIdentifier("urn:vigie:host:\(hostID)\u{0}")],
        [.uniformResourceIdentifier("urn:vigie:host:\(hostID)/x")],
        [.uniformResourceIdentifier(" urn:vigie:host:\(hostID)")],
        [.uniformResourceIdentifier("urn:vigie:desk:\(hostID)")],
        [.uniformResourceIdentifier("urn:vigie:host:" + String(repeating: "a", count: 5000))],
        [
            .uniformResourceIdentifier("urn:vigie:host:\(hostID)"),
            .uniformResourceIdentifier("urn:vigie:host:\(hostID)"),
        ],
        [.uniformResourceIdentifier("urn:vigie:host:\(hostID)"), .dnsName("a")],
        [.otherName(GeneralName.OtherName(typeID: [1, 2, 3], value: nil))],
        [.ipAddress(ASN1OctetString(contentBytes: []))],
        Array(repeating: .uniformResourceIdentifier("urn:vigie:host:\(hostID)"), count: 1000),
    ]

    @Test(arguments: oddNames.indices)
    func oddNamesAreNoHost(index: Int) throws {
        #expect(HostCertificate(der: try certificate(names: Self.oddNames[index])) == nil)
    }

    static let purposes:
        [(purposes: [ExtendedKeyUsage.Usage]?, constraints: BasicConstraints, critical: Bool, host: Bool)] = [
            ([.clientAuth], .notCertificateAuthority, false, true),
            ([.serverAuth], .notCertificateAuthority, false, false),
            ([.clientAuth, .serverAuth], .notCertificateAuthority, false, false),
            ([.any], .notCertificateAuthority, false, false),
            (nil, .notCertificateAuthority, false, false),
            ([.clientAuth], .isCertificateAuthority(maxPathLength: nil), false, false),
            ([.clientAuth], .notCertificateAuthority, true, false),
        ]

    /// Even signed by the authority and with a host's name, only a certificate for clients alone is a host's.
    @Test(arguments: purposes.indices)
    func onlyACertificateForClientsIsAHosts(index: Int) throws {
        let form = Self.purposes[index]
        var numbers = FixedNumbers(state: 3)
        let authority = try CertificateAuthority(using: &numbers)
        let certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(bytes: [1]),
            publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: Date(timeIntervalSince1970: 1000),
            notValidAfter: Date(timeIntervalSince1970: 2000),
            issuer: authority.certificate.subject,
            subject: DistinguishedName(),
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(form.constraints)
                SubjectAlternativeNames([.uniformResourceIdentifier("urn:vigie:host:\(hostID)")])
                if let purposes = form.purposes { try ExtendedKeyUsage(purposes) }
                if form.critical { Certificate.Extension(oid: [1, 2, 3], critical: true, value: [5, 0]) }
            },
            issuerPrivateKey: Certificate.PrivateKey(authority.key)
        ).encoded()
        if form.host {
            #expect(try authority.trusted.host(presenting: certificate).hostID == hostID)
        } else {
            let error = #expect(throws: AuthorityError.self) { try authority.trusted.host(presenting: certificate) }
            #expect(error?.code == .notHost)
        }
    }

    /// Cut off anywhere or with any byte changed, a certificate never traps, and never says anything else and is trusted.
    ///
    /// (The encoding of an ECDSA signature has bits that mean nothing, so not every change makes a certificate invalid.)
    @Test func damagedCertificatesAreNotTrusted() throws {
        var numbers = FixedNumbers(state: 3)
        let authority = try CertificateAuthority(using: &numbers)
        let good = try TestHost(of: authority).chain[0]
        let undamaged = try authority.trusted.host(presenting: good)
        var refused = 0
        for index in good.indices {
            #expect(HostCertificate(der: Array(good[..<index])) == nil)
            for change in [UInt8(0x01), 0x20, 0x80, 0xff] {
                var damaged = good
                damaged[index] ^= change
                do {
                    #expect(try authority.trusted.host(presenting: damaged) == undamaged)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > good.count * 4 - 10)
    }
}
