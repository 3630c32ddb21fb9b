import Crypto
import Desk
import FoundationEssentials
package import Health
import SwiftASN1
import X509

/// What a host's certificate says: which host, which key, and until when.
///
/// Reading alone proves nothing: `TrustedAuthorities.host(presenting:)` also checks who signed it.
package struct HostCertificate: Hashable, Sendable {
    /// The host's UUID in lower case, from the one subject alternative name `urn:vigie:host:UUID`.
    package let hostID: String
    package let notBefore: Timestamp
    /// The last second of its validity.
    package let notAfter: Timestamp
    /// SHA-256 of the SubjectPublicKeyInfo in hexadecimal, the same over renewals.
    package let keyHash: String

    /// Reads a certificate; one that does not name exactly one host, in exactly this form, is nil.
    package init?(der: [UInt8]) {
        guard der.count <= Self.sizeLimit, let certificate = try? Certificate(derEncoded: der) else { return nil }
        self.init(certificate)
    }

    init?(_ certificate: Certificate) {
        guard let names = try? certificate.extensions.subjectAlternativeNames, names.count == 1,
            case .uniformResourceIdentifier(let name)? = names.first, name.hasPrefix(Self.namePrefix),
            let key = try? certificate.publicKey.encoded()
        else { return nil }
        let hostID = String(name.dropFirst(Self.namePrefix.count))
        guard Self.isHostID(hostID) else { return nil }
        self.hostID = hostID
        self.notBefore = Timestamp(certificate.notValidBefore)
        self.notAfter = Timestamp(certificate.notValidAfter)
        self.keyHash = hexadecimal(SHA256.hash(data: key))
    }

    /// Whether its validity is over.
    ///
    /// Its beginning is not judged: a clock that is behind is no reason to refuse a host.
    package func isExpired(at now: Timestamp) -> Bool { now.seconds(since: notAfter) >= 1 }

    /// Whether `text` is a UUID in lower case, 8-4-4-4-12 hexadecimal digits.
    package static func isHostID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }

    static let namePrefix = "urn:vigie:host:"
    /// Bytes; ours have about 500.
    static let sizeLimit = 8192
}

extension Timestamp {
    /// A date of a certificate, which lies in the years 0 to 9999.
    init(_ date: Date) {
        self.init(seconds: Int64(exactly: date.timeIntervalSince1970.rounded(.down)) ?? .max)
    }
}
