import Desk
import DeskServer
package import Health
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The pages of the desk, served until they are told to stop.
package struct WebService: Service {
    /// Connections at the same time; more wait until one is closed.
    private static let connectionLimit = 2048
    /// After so long without a request a connection is closed.
    private static let idleLimit = TimeAmount.seconds(75)

    private let site: Site
    private let tls: WebTLS
    private let log: Logger
    private let onBound: @Sendable (Int) -> Void

    /// Pages that are not served yet.
    ///
    /// - Parameters:
    ///   - configuration: where and how they are served.
    ///   - names: further names under which browsers may reach this machine.
    ///   - stateDirectory: where the desk's authority lies.
    ///   - wirePort: where the desk listens to agents.
    ///   - store: what they show and change.
    ///   - zone: the zone of their times.
    ///   - now: the desk's time.
    ///   - log: what went wrong.
    ///   - refresh: after how long a certificate's files are read again.
    ///   - onBound: is told the port once it is bound.
    /// - Throws: where a certificate cannot be read, or an embedded template, a defect.
    package init(
        _ configuration: WebConfiguration,
        names: [String],
        stateDirectory: String,
        wirePort: Int,
        store: any PageStores,
        zone: Zone,
        now: @escaping @Sendable () -> Timestamp,
        log: Logger,
        refresh: Duration = .seconds(60),
        onBound: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        site = try Site(
            configuration,
            names: names,
            store: store,
            tokens: TokenMaker(stateDirectory: stateDirectory),
            wirePort: wirePort,
            zone: zone,
            now: now,
            log: log
        )
        tls = try await WebTLS(
            configuration,
            names: names,
            stateDirectory: stateDirectory,
            refresh: refresh,
            log: log
        )
        self.log = log
        self.onBound = onBound
    }

    package func run() async throws {
        // The library says much of every connection; what matters is logged by the pages themselves.
        var quiet = log
        quiet.logLevel = .warning
        let configuration = site.configuration
        let application = Application(
            router: site.router(),
            server: try tls.server(.init(idleTimeout: Self.idleLimit, httpDecoderConfiguration: Self.decoder)),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.listen, port: configuration.port),
                serverName: nil,
                availableConnectionsDelegate: .maximum(Self.connectionLimit, logger: quiet)
            ),
            onServerRunning: { channel in onBound(channel.localAddress?.port ?? configuration.port) },
            logger: quiet
        )
        do {
            // Shut down from the last to the first: the server waits for all that is open, so the streams end before it.
            try await ServiceGroup(services: tls.services + [application, site.live], logger: quiet).run()
        } catch {
            // Without pages tickets still come in, and are worked on by commands.
            log.error("the pages are not served", metadata: ["reason": "\(error)"])
            try? await gracefulShutdown()
        }
    }

    private static let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 16 * 1024,
        maxHeaderListSize: 32 * 1024,
        maxHeaderFieldCount: 100
    )
}

extension Site {
    /// Everything that the pages listen to.
    package func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.get(RouterPath(Path.health.pattern)) { _, _ in "ok\n" }
        // What follows, and what nobody listens to.
        router.add(middleware: SafetyMiddleware(site: self))
        AssetFiles().register(router)
        let pages = router.group().add(middleware: VisitorMiddleware(site: self)).add(
            middleware: FormMiddleware(site: self)
        )
        SignInPages(site: self).register(pages)
        WelcomePage(site: self).register(pages)
        let inside = pages.group().add(middleware: SignInMiddleware(site: self))
        StartPage(site: self).register(inside)
        QueuePage(site: self).register(inside)
        FilingPage(site: self).register(inside)
        TicketPage(site: self).register(inside)
        FleetPage(site: self).register(inside)
        HostPage(site: self).register(inside)
        TokenPage(site: self).register(inside)
        ReportPages(site: self).register(inside)
        MePages(site: self).register(inside)
        SecondFactorPage(site: self).register(inside)
        PeoplePages(site: self).register(inside)
        PersonPage(site: self).register(inside)
        OrganisationPages(site: self).register(inside)
        LivePages(site: self).register(inside)
        pages.get("**") { _, _ -> Response in throw PageError.unknownPage }
        return router
    }
}
