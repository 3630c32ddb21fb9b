import Crypto
import Health
import SwiftASN1
import Testing
import X509

@testable import DeskServer

struct CertificateAuthorityTests {
    var numbers = FixedNumbers(state: 1)
    let authority: CertificateAuthority

    init() throws {
        authority = try CertificateAuthority(using: &numbers)
    }

    @Test func theAuthorityCanOnlySignLeavesAndIsValidForever() throws {
        let certificate = authority.certificate
        #expect(try certificate.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
        #expect(try certificate.extensions.keyUsage == KeyUsage(keyCertSign: true))
        #expect(Timestamp(certificate.notValidBefore).description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(certificate.notValidAfter).description == "9999-12-31T23:59:59.000Z")
        #expect(certificate.signed(certificate))
    }

    @Test func theFingerprintIsTheHashOfTheCertificate() throws {
        let der = try authority.certificate.encoded()
        #expect(try authority.fingerprint == SHA256.hash(data: der).description.suffix(64))
    }

    @Test mutating func aHostGetsAClientCertificateForItsKey() throws {
        let host = TestHost()
        let chain = try authority.issue(hostID: hostID, request: host.request(), at: now, using: &numbers)
        #expect(chain.count == 2)
        #expect(chain[1] == (try authority.certificate.encoded()))
        let certificate = try Certificate(derEncoded: chain[0])
        #expect(certificate.publicKey == Certificate.PublicKey(host.key.publicKey))
        #expect(try certificate.extensions.extendedKeyUsage == ExtendedKeyUsage([.clientAuth]))
        #expect(try certificate.extensions.basicConstraints == .notCertificateAuthority)
        #expect(certificate.serialNumber.bytes.count == 16)
        let read = try authority.trusted.host(presenting: chain[0])
        #expect(read.hostID == hostID)
        #expect(read.notBefore == now.advanced(by: -3600))
        #expect(read.notAfter == now.advanced(by: 60 * 86_400))
        let other = try authority.issue(hostID: hostID, request: host.request(), at: now, using: &numbers)
        #expect(try Certificate(derEncoded: other[0]).serialNumber != certificate.serialNumber)
    }

    /// Enrolment on a desk whose clock stands at either end of time must neither trap nor make a malformed certificate.
    @Test(arguments: [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max), Timestamp(seconds: 0)])
    mutating func anyTimeIsBounded(time: Timestamp) throws {
        let chain = try authority.issue(hostID: hostID, request: TestHost().request(), at: time, using: &numbers)
        #expect(HostCertificate(der: chain[0]) != nil)
    }

    @Test mutating func renewalKeepsHostAndKey() throws {
        let host = try TestHost(of: authority)
        let later = now.advanced(by: 40 * 86_400)
        let renewed = try authority.renew(presented: host.chain[0], at: later, using: &numbers)
        let before = try authority.trusted.host(presenting: host.chain[0])
        let after = try authority.trusted.host(presenting: renewed[0])
        #expect(after.hostID == before.hostID)
        #expect(after.keyHash == before.keyHash)
        #expect(after.notAfter == later.advanced(by: 60 * 86_400))
    }

    @Test mutating func whatIsExpiredForeignOrNotAHostIsNotRenewed() throws {
        let host = try TestHost(of: authority)
        let foreign = try TestHost(of: CertificateAuthority(using: &numbers))
        let desk = try DeskIdentity(addresses: ["desk.example"], authority: authority, using: &numbers)
        let cases: [([UInt8], Timestamp, AuthorityError.Code)] = [
            (host.chain[0], now.advanced(by: 61 * 86_400), .expired),
            (foreign.chain[0], now, .untrusted),
            (host.chain[1], now, .notHost),
            (try desk.certificate.encoded(), now, .notHost),
            (Array(host.chain[0].dropLast()), now, .notHost),
        ]
        for (certificate, time, code) in cases {
            let error = #expect(throws: AuthorityError.self) {
                try authority.renew(presented: certificate, at: time, using: &numbers)
            }
            #expect(error?.code == code)
        }
    }

    @Test mutating func badRequestsAreRefused() throws {
        let good = try TestHost().request()
        var flipped = good
        flipped[flipped.count - 1] ^= 1
        let p384 = P384.Signing.PrivateKey()
        let otherCurve = try CertificateSigningRequest(
            version: .v1,
            subject: DistinguishedName(),
            privateKey: Certificate.PrivateKey(p384),
            attributes: CertificateSigningRequest.Attributes()
        )
        let foreignKey = try CertificateSigningRequest(
            version: .v1,
            subject: DistinguishedName(),
            publicKey: Certificate.PublicKey(P256.Signing.PrivateKey().publicKey),
            attributes: CertificateSigningRequest.Attributes(),
            signatureAlgorithm: .ecdsaWithSHA256,
            signature: CertificateSigningRequest(derEncoded: good).signature
        )
        let bad = [
            [], flipped, good + [0], [UInt8](repeating: 0x30, count: 5000), try otherCurve.encoded(),
            try foreignKey.encoded(),
        ]
        for request in bad {
            let error = #expect(throws: AuthorityError.self) {
                try authority.issue(hostID: hostID, request: request, at: now, using: &numbers)
            }
            #expect(error?.code == .request)
        }
        #expect(throws: AuthorityError.self) {
            try authority.issue(hostID: hostID.uppercased(), request: good, at: now, using: &numbers)
        }
    }

    /// No byte of a request, changed to anything, may trap, or get a certificate for another key.
    ///
    /// (The encoding of an ECDSA signature has bits that mean nothing, so not every change makes a request invalid.)
    @Test mutating func aDamagedRequestGetsNoOtherKeyCertified() throws {
        let host = TestHost()
        let good = try host.request()
        var refused = 0
        for index in good.indices {
            for change in [UInt8(0x01), 0x80, 0xff] {
                var damaged = good
                damaged[index] ^= change
                do throws(AuthorityError) {
                    let chain = try authority.issue(hostID: hostID, request: damaged, at: now, using: &numbers)
                    let certified = try? Certificate(derEncoded: chain[0]).publicKey
                    #expect(certified == Certificate.PublicKey(host.key.publicKey))
                } catch {
                    #expect(error.code == .request)
                    refused += 1
                }
            }
        }
        #expect(refused > good.count * 3 - 10)
    }

    @Test mutating func theDesksCertificateNamesItsAddressesForServersOnly() throws {
        let addresses = ["desk.example", "192.0.2.7", "2001:db8::17"]
        let desk = try DeskIdentity(addresses: addresses, authority: authority, using: &numbers)
        #expect(authority.certificate.signed(desk.certificate))
        #expect(try desk.certificate.extensions.extendedKeyUsage == ExtendedKeyUsage([.serverAuth]))
        #expect(Timestamp(desk.certificate.notValidAfter).description == "9999-12-31T23:59:59.000Z")
        let names = try #require(try desk.certificate.extensions.subjectAlternativeNames)
        let ipv6: [UInt8] = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x17]
        #expect(
            Array(names) == [
                .dnsName("desk.example"),
                .ipAddress(ASN1OctetString(contentBytes: [192, 0, 2, 7])),
                .ipAddress(ASN1OctetString(contentBytes: ipv6[...])),
            ]
        )
    }

    @Test(arguments: [[], [""], ["desk example"], ["désk"], ["1.2.3.4:7117"], [String(repeating: "a", count: 254)]])
    mutating func whatIsNoAddressIsRefused(addresses: [String]) throws {
        let error = #expect(throws: AuthorityError.self) {
            try DeskIdentity(addresses: addresses, authority: authority, using: &numbers)
        }
        #expect(error?.code == .address)
    }
}
