import Desk
import DeskServer
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCertificateReloading
import NIOSSL
import ServiceLifecycle
import Synchronization

/// How what goes over the network is protected.
struct WebTLS {
    private let configuration: TLSConfiguration?
    /// What has to run for it: a certificate from files is read again and again.
    let services: [any Service]

    /// `refresh`: after how long files are read again.
    init(
        _ web: WebConfiguration,
        names: [String],
        stateDirectory: String,
        refresh: Duration,
        log: Logger
    ) async throws {
        switch web.security {
        case .proxy:
            configuration = nil
            services = []
        case .ownAuthority:
            configuration = try await AuthorityFolder(stateDirectory: stateDirectory).pageConfiguration(
                addresses: names
            )
            services = []
        case .files(let certificate, let key):
            let reloader = try Self.reloader(certificate, key, every: refresh, log)
            var configuration = try TLSConfiguration.makeServerConfiguration(certificateReloader: reloader)
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            self.configuration = configuration
            services = [reloader]
        }
    }

    /// Reads the files now, and again while the pages are served; what cannot be read then is said once, and the former is kept.
    private static func reloader(
        _ certificate: String,
        _ key: String,
        every refresh: Duration,
        _ log: Logger
    ) throws(AuthorityError) -> TimedCertificateReloader {
        let watch = ReloadWatch()
        let configuration = TimedCertificateReloader.Configuration(
            refreshInterval: refresh,
            certificateSource: .init(location: .file(path: certificate), format: .pem),
            privateKeySource: .init(location: .file(path: key), format: .pem)
        ) {
            $0.onCertificateLoaded = { _ in watch.succeeded() }
            $0.onCertificateLoadFailed = { failure in
                guard watch.isFirstFailure() else { return }
                let reason = "\(failure.error)"
                log.error(
                    "the certificate of the pages cannot be read again; the former one is kept",
                    metadata: ["certificate": "\(certificate)", "key": "\(key)", "reason": "\(reason)"]
                )
            }
        }
        do {
            return try .makeReloaderValidatingSources(configuration: configuration)
        } catch {
            throw AuthorityError(
                .files,
                en:
                    "The certificate \(certificate) and the key \(key) cannot be used for the pages; see [web] in desk.conf.",
                fr:
                    "Le certificat \(certificate) et la clé \(key) ne peuvent pas servir aux pages\u{A0}; voyez [web] dans desk.conf.",
                cause: error
            )
        }
    }

    /// The server's side of a connection.
    func server(_ http: HTTP1Channel.Configuration) throws -> HTTPServerBuilder {
        guard let configuration else { return .http1(configuration: http) }
        return try .tls(.http1(configuration: http), tlsConfiguration: configuration)
    }
}

/// Whether a failure is the first one since files could be read.
private final class ReloadWatch: Sendable {
    private let hasRead = Mutex(false)

    func succeeded() { hasRead.withLock { $0 = true } }

    /// False before anything was read: who starts the pages is told that by the error.
    func isFirstFailure() -> Bool {
        hasRead.withLock { hasRead in
            defer { hasRead = false }
            return hasRead
        }
    }
}
