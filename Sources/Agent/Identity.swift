import Health
import Host
package import NIOSSL
package import Wire

/// Who this workstation is to the desk: the key and certificates of the identity folder, and their renewal.
///
/// A renewed certificate lies beside the old one until it has worked once.
package struct Identity: Sendable {
    /// The part of a certificate's life after which it is renewed.
    private static let renewalShare = 2.0 / 3

    package let folder: String
    package let enrolment: Enrolment

    /// Reads the identity folder.
    /// - Throws: when the workstation was not enrolled, or its files cannot be read.
    package init(folder: String, enrolmentText: String) throws {
        self.folder = folder
        self.enrolment = try Enrolment(text: enrolmentText)
    }

    private func path(_ file: Enrolment.File) -> String { "\(folder)/\(file.rawValue)" }

    /// Whether a renewed certificate waits to be tried.
    var hasRenewed: Bool { PrivateFile.exists(path(.renewed)) }

    /// TLS 1.3 alone, our certificate, and trust in the pinned authority alone.
    ///
    /// The desk's name is not checked: whoever holds a server certificate of that authority is a desk.
    package func context(useRenewed: Bool) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv13
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .file(path(.authority))
        configuration.certificateChain = try chain(useRenewed ? .renewed : .certificate).prefix(1).map {
            .certificate($0)
        }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: path(.key), format: .pem))
        configuration.applicationProtocols = [ProtocolName.current]
        return try NIOSSLContext(configuration: configuration)
    }

    /// When two thirds of the certificate's life are over.
    func renewal() throws -> Timestamp? {
        guard let certificate = try chain(.certificate).first else { return nil }
        let begin = Timestamp(seconds: Int64(certificate.notValidBefore))
        let life = Double(certificate.notValidAfter) - Double(certificate.notValidBefore)
        return begin.advanced(by: life * Self.renewalShare)
    }

    /// Stores a renewed chain (DER in base64, leaf first) beside the certificate in use.
    func store(renewed chain: [String]) throws {
        try PrivateFile.write(path(.renewed), PEM.certificates(chain))
    }

    /// The renewed certificate has worked: it takes the old one's place.
    func confirmRenewed() throws {
        try PrivateFile.move(path(.renewed), to: path(.certificate))
    }

    private func chain(_ file: Enrolment.File) throws -> [NIOSSLCertificate] {
        try NIOSSLCertificate.fromPEMFile(path(file))
    }
}
