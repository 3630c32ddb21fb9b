import Desk
import DeskServer
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCertificateReloading
import NIOSSL
import ServiceLifecycle

/// How what goes over the network is protected.
struct WebTLS {
    private let configuration: TLSConfiguration?
    /// What has to run for it: a certificate from files is read again every minute.
    let services: [any Service]

    init(_ web: WebConfiguration, names: [String], stateDirectory: String, log: Logger) async throws {
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
            let reloader = try TimedCertificateReloader.makeReloaderValidatingSources(
                refreshInterval: .seconds(60),
                certificateSource: .init(location: .file(path: certificate), format: .pem),
                privateKeySource: .init(location: .file(path: key), format: .pem),
                logger: log
            )
            var configuration = try TLSConfiguration.makeServerConfiguration(certificateReloader: reloader)
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            self.configuration = configuration
            services = [reloader]
        }
    }

    /// The server's side of a connection.
    func server(_ http: HTTP1Channel.Configuration) throws -> HTTPServerBuilder {
        guard let configuration else { return .http1(configuration: http) }
        return try .tls(.http1(configuration: http), tlsConfiguration: configuration)
    }
}
